// Regenerates the JSON Schemas after a change in contracts/: npx tsx tools/contracts/write.ts
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { jsonSchemas } from "./json-schemas";

const root = join(__dirname, "..", "..");

async function main(): Promise<void> {
  for (const [path, schema] of Object.entries(jsonSchemas)) {
    const file = join(root, path);
    writeFileSync(file, await format(JSON.stringify(schema), { ...(await resolveConfig(file)), filepath: file }));
    console.log(path);
  }
}

void main();
