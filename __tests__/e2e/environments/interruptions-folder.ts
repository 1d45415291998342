// Imported first: where the tests of killed deployments keep their local AWS.
process.env.E2E_FOLDER = "interruptions";
