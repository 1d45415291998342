// Imported first: where the tests of plain cdktf keep their local AWS.
process.env.E2E_FOLDER = "cdktf";
