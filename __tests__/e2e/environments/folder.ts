// Imported first: the folder of the local AWS for the tests of the other environments.
process.env.E2E_FOLDER = "environments";
