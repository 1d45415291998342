// The parts of `terraform show -json PLAN` that are used, validated when read. Format:
// https://developer.hashicorp.com/terraform/internals/json-format (1.2).
import { z } from "zod";
import { UserError } from "../errors";

/** `true` hides the whole value; an object or a list does so for its members. */
const mask: z.ZodType<Mask> = z.lazy(() => z.union([z.boolean(), z.null(), z.array(mask), z.record(z.string(), mask)]));
export type Mask = boolean | null | readonly Mask[] | { readonly [name: string]: Mask };

const action = z.enum(["no-op", "create", "read", "update", "delete", "forget"]);
export type Action = z.infer<typeof action>;

const change = z.looseObject({
  actions: z.array(action),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  after_unknown: mask.optional(),
  before_sensitive: mask.optional(),
  after_sensitive: mask.optional(),
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
  importing: z.looseObject({ id: z.string().optional() }).nullish(),
});
export type Change = z.infer<typeof change>;

const resourceChange = z.looseObject({
  address: z.string(),
  previous_address: z.string().optional(),
  mode: z.enum(["managed", "data"]),
  type: z.string(),
  name: z.string(),
  provider_name: z.string().optional(),
  deposed: z.string().optional(),
  action_reason: z.string().optional(),
  change,
});
export type ResourceChange = z.infer<typeof resourceChange>;

const stateResource = z.looseObject({
  address: z.string(),
  mode: z.enum(["managed", "data"]),
  type: z.string(),
  name: z.string(),
  values: z.record(z.string(), z.unknown()).optional(),
});

/** Of the root module: cdktf creates no others. */
const stateValues = z.looseObject({
  root_module: z.looseObject({ resources: z.array(stateResource).optional() }).optional(),
});

const configuration = z.looseObject({
  provider_config: z
    .record(z.string(), z.looseObject({ expressions: z.record(z.string(), z.unknown()).optional() }))
    .optional(),
  root_module: z
    .looseObject({
      resources: z
        .array(
          z.looseObject({
            address: z.string().optional(),
            mode: z.enum(["managed", "data"]),
            type: z.string(),
            expressions: z.record(z.string(), z.unknown()).optional(),
          }),
        )
        .optional(),
      variables: z.record(z.string(), z.looseObject({ sensitive: z.boolean().optional() })).optional(),
    })
    .optional(),
});

const terraformPlan = z.looseObject({
  format_version: z.string(),
  terraform_version: z.string().optional(),
  timestamp: z.string().optional(),
  errored: z.boolean().optional(),
  complete: z.boolean().optional(),
  variables: z.record(z.string(), z.looseObject({ value: z.unknown().optional() })).optional(),
  resource_changes: z.array(resourceChange).optional(),
  resource_drift: z.array(resourceChange).optional(),
  output_changes: z.record(z.string(), change).optional(),
  planned_values: stateValues.optional(),
  prior_state: z.looseObject({ values: stateValues.optional() }).optional(),
  configuration: configuration.optional(),
});
export type TerraformPlan = z.infer<typeof terraformPlan>;

/** Parses the output of `terraform show -json`; the error names the first places that are invalid. */
export function parseTerraformPlan(text: string): TerraformPlan {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UserError(`terraform show -json printed no JSON: ${(error as Error).message}`);
  }
  const { success, data, error } = terraformPlan.safeParse(json);
  if (success) return data;
  const places = error.issues.slice(0, 3).map(({ path, message }) => `  - ${path.join(".")}: ${message}`);
  throw new UserError(`This is not the plan format that Terraform 1.10 to 1.13 prints:\n${places.join("\n")}`);
}
