// Imported first: the folder of the local AWS for the tests of killed deployments.
process.env.E2E_FOLDER = "interruptions";
