// Imported first: where the workflows' own local AWS lies.
process.env.E2E_FOLDER = "workflows";
