// Imported first: the folder for the tests of another region.
process.env.E2E_FOLDER = "region";
