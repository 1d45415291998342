// The JSON Schemas that Python checks its files against, made from the definitions in contracts/.
import { z } from "zod";
import { dataSchema } from "../../contracts/data-schema";
import { evaluationSchema } from "../../contracts/evaluation";
import { inspectionSchema } from "../../contracts/inspection";

/** Path below the project -> definition. A schema lies beside the scripts that write or read such a file. */
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
      // Zod bounds integers by what a double holds; Python's integers and JSON have no such bound.
      if (made.maximum === Number.MAX_SAFE_INTEGER) delete made.maximum;
      if (made.minimum === Number.MIN_SAFE_INTEGER) delete made.minimum;
      // Every key of an object is a string.
      delete made.propertyNames;
    },
  });
}
