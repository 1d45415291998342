// Records what happened in a job, for the test to check: one JSON object per line.
import { appendFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

export function note(kind, facts) {
  const job = process.env.GITHUB_JOB;
  appendFileSync(process.env.STAND_IN_NOTES, `${JSON.stringify({ kind, job, ...facts })}\n`);
}

// node note.mjs KIND name=value …
if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [kind, ...facts] = process.argv.slice(2);
  note(kind, Object.fromEntries(facts.map((fact) => [fact.split("=")[0], fact.split("=").slice(1).join("=")])));
}
