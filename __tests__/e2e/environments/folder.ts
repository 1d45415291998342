// Imported first: where the tests of the other environments keep their local AWS.
process.env.E2E_FOLDER = "environments";
