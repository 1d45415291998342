// Imported first: the folder of the local AWS for the tests of plain cdktf.
process.env.E2E_FOLDER = "cdktf";
