// What the commit hook does with the staged files. `npm test` checks the whole tree; this only saves a round trip.
import { existsSync } from "node:fs";

const python = ".venv/bin/python";
const quoted = (files) => files.map((file) => JSON.stringify(file)).join(" ");

export default {
  "*.{ts,js,mjs}": ["prettier --write", "eslint --no-warn-ignored"],
  "*.{json,md,yml,yaml}": "prettier --write --ignore-unknown",
  // The Python environment is made by the first `npm start` or `npm test`.
  "*.py": (files) => (existsSync(python) ? [`${python} -m ruff check ${quoted(files)}`] : []),
};
