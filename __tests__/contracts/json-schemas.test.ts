import { readFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchemas } from "../../tools/contracts/json-schemas";

const root = join(__dirname, "..", "..");

describe("the JSON Schemas that Python checks against", () => {
  it.each(Object.entries(jsonSchemas))("%s is made from its definition in contracts/", (path, schema) => {
    // After a change of contracts/: npx tsx tools/contracts/write.ts
    expect(JSON.parse(readFileSync(join(root, path), "utf8"))).toEqual(JSON.parse(JSON.stringify(schema)));
  });
});
