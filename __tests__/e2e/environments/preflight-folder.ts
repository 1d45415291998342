// Imported first: the folder of the local AWS for the tests of what preflight finds.
process.env.E2E_FOLDER = "preflight";
