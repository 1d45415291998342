// The JSON Schemas that Python checks its files against, generated from the definitions in contracts/.
import { z } from "zod";
import { dataSchema } from "../../contracts/data-schema";
import { evaluationSchema } from "../../contracts/evaluation";
import { inspectionSchema } from "../../contracts/inspection";

/** Path in the project -> definition. A schema is next to the scripts that write or read such a file. */
const definitions = {
  "ml-src/evaluation.schema.json": evaluationSchema,
  "ml-src/schema.schema.json": dataSchema,
  "tools/inspect-data/inspection.schema.json": inspectionSchema,
} as const;

export const jsonSchemas: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(definitions).map(([path, definition]) => [path, jsonSchema(definition)]),
);

function jsonSchema(definition: z.ZodType): unknown {
  return z.toJSONSchema(definition, {
    override: ({ jsonSchema: made }) => {
      // Zod limits integers to what a double can represent; Python's integers and JSON have no such limit.
      if (made.maximum === Number.MAX_SAFE_INTEGER) delete made.maximum;
      if (made.minimum === Number.MIN_SAFE_INTEGER) delete made.minimum;
      // The keys of an object are always strings.
      delete made.propertyNames;
    },
  });
}
