// What can do harm, why Terraform does it, and what is lost.
import { commentOf, commentOn, type MadeChange, review, section } from "./support";
import type { PlannedStack } from "../../terraform/planned-stack";

const hurts = (...changes: MadeChange[]) => section(commentOn(...changes), "Risks").split("\n");
const update = (type: string, before: object, after: object): MadeChange => ({ type, before, after });

test("a real plan: a domain, a bucket, logs, and what is forgotten; the worst first", () => {
  expect(section(commentOf("dev", "everything"), "Risks")).toBe(
    [
      "- 🔴 **SageMaker domain** `studio` `demo/Studio/Resource` (`aws_sagemaker_domain.Studio`) " +
        '**is replaced (destroyed, then recreated)**, because `subnet_ids` cannot be changed in place: `(none) -> "subnet-c"`. ' +
        "Lost: every user profile and space in it, and the home folders on its EFS unless it retains them.",
      "- 🔴 **bucket** `gone-data-123456789012` `aws_s3_bucket.Gone` **is deleted**, because it is no longer in the code. " +
        "Lost: every object in it. The apply fails unless the bucket is empty (`force_destroy` is off).",
      "- 🔴 **log group** `demo/Logs/Resource` (`aws_cloudwatch_log_group.Logs`): older logs are deleted: " +
        "365 days -> 30 days (`retention_in_days`).",
      "- 🔵 **queue** `aws_sqs_queue.Forgotten` is **forgotten**, because the code tells Terraform to forget it: " +
        "it stays in AWS, but Terraform no longer manages it.",
    ].join("\n"),
  );
});

test.each([
  ["aws_sagemaker_domain", "🔴", "SageMaker domain"],
  ["aws_sagemaker_user_profile", "🔴", "user profile"],
  ["aws_sagemaker_space", "🔴", "space"],
  ["aws_sagemaker_notebook_instance", "🔴", "notebook instance"],
  ["aws_sagemaker_model_package_group", "🔴", "model package group"],
  ["aws_sagemaker_mlflow_tracking_server", "🔴", "MLflow tracking server"],
  ["aws_efs_file_system", "🔴", "EFS file system"],
  ["aws_s3_bucket", "🔴", "bucket"],
  ["aws_kms_key", "🔴", "KMS key"],
  ["aws_dynamodb_table", "🔴", "DynamoDB table"],
  ["aws_ecr_repository", "🔴", "container repository"],
  ["aws_sagemaker_endpoint", "🟠", "endpoint in service"],
  ["aws_sfn_state_machine", "🟠", "state machine"],
  ["aws_vpc", "🟠", "VPC"],
  ["aws_subnet", "🟠", "subnet"],
])("%s: deleting and replacing it is reported", (type, sign, what) => {
  const before = { name: "n" };
  expect(hurts({ type, actions: ["delete"], before, after: null })[0]).toMatch(`- ${sign} **${what}** `);
  expect(hurts({ type, actions: ["delete", "create"], before, after: {} })[0]).toContain("destroyed, then recreated");
  expect(hurts({ type, actions: ["create", "delete"], before, after: {} })[0]).toContain(
    "the new one is created first",
  );
  expect(hurts({ type, actions: ["update"], before, after: { name: "m" } })).toEqual([""]);
});

test.each([
  ["delete_because_no_resource_config", "because it is no longer in the code"],
  ["delete_because_each_key", "because its for_each key was removed"],
  ["delete_because_count_index", "because its count is lower now"],
  [undefined, "and the plan does not say why"],
])("why it is deleted: %s", (action_reason, words) => {
  const change: MadeChange = {
    type: "aws_kms_key",
    actions: ["delete"],
    before: {},
    after: null,
    about: { action_reason },
  };
  expect(hurts(change)[0]).toContain(words);
});

test("why it is replaced: every attribute with what it was and will be, or who asked for it", () => {
  const replaced = (more: MadeChange["more"], about: MadeChange["about"] = {}) =>
    hurts({
      type: "aws_efs_file_system",
      actions: ["delete", "create"],
      before: { creation_token: "a", block: [{ x: 1 }] },
      after: { creation_token: "b", block: [{ x: 2 }] },
      more,
      about,
    })[0];
  expect(replaced({ replace_paths: [["creation_token"], ["block", 0, "x"]] })).toContain(
    'because `creation_token` cannot be changed in place: `"a" -> "b"`, and `block[0].x` cannot be changed in place: `1 -> 2`.',
  );
  expect(replaced({ replace_paths: [["kms_key_id"]], after_unknown: { kms_key_id: true } })).toContain(
    "because `kms_key_id` cannot be changed in place: `(none) -> (known after apply)`.",
  );
  expect(replaced({}, { action_reason: "replace_because_tainted" })).toContain(
    "because its creation failed, or it was marked as tainted.",
  );
});

test("an object that the code holds can be made again; another one cannot", () => {
  const object = (source: string | null): MadeChange => ({
    type: "aws_s3_object",
    actions: ["delete"],
    before: { key: "k", source },
    after: null,
  });
  expect(hurts(object("assets/a.py"))).toEqual([""]);
  expect(hurts(object(null))[0]).toContain("**object**");
});

test("what is left of an earlier replacement", () => {
  const change: MadeChange = {
    type: "aws_kms_key",
    actions: ["delete"],
    before: {},
    after: null,
    about: { deposed: "ab12" },
  };
  expect(hurts(change)[0]).toContain(
    "`aws_kms_key.X (deposed ab12)` **is left over from an earlier replacement and is deleted**",
  );
});

test.each<[string, MadeChange, string]>([
  [
    "versioning off",
    update(
      "aws_s3_bucket_versioning",
      { versioning_configuration: [{ status: "Enabled" }] },
      { versioning_configuration: [{ status: "Suspended" }] },
    ),
    "versions are no longer kept",
  ],
  [
    "force_destroy",
    update("aws_s3_bucket", { force_destroy: false }, { force_destroy: true }),
    "from now on it can be deleted together with its contents",
  ],
  ["a key off", update("aws_kms_key", { is_enabled: true }, { is_enabled: false }), "it is disabled"],
  [
    "logs kept forever until now",
    update("aws_cloudwatch_log_group", { retention_in_days: 0 }, { retention_in_days: 7 }),
    "kept forever -> 7 days",
  ],
  [
    "a table's protection",
    update("aws_dynamodb_table", { deletion_protection_enabled: true }, { deletion_protection_enabled: false }),
    "deletion protection is turned off",
  ],
])("an update that loses something: %s", (_name, change, words) => {
  expect(hurts(change)[0]).toContain(words);
  expect(hurts({ ...change, before: change.after, after: change.before })[0]).not.toContain(words);
});

test("another time after which objects are deleted, longer or shorter", () => {
  const rules = (days: number) => ({ rule: [{ id: "a", expiration: [{ days }] }] });
  const says = "the rules that expire objects change";
  expect(hurts(update("aws_s3_bucket_lifecycle_configuration", rules(90), rules(1)))[0]).toContain(says);
  expect(hurts(update("aws_s3_bucket_lifecycle_configuration", rules(1), rules(1)))).toEqual([""]);
});

test("rules for a new bucket delete nothing, rules for one that is there do", () => {
  const rules: MadeChange = {
    type: "aws_s3_bucket_lifecycle_configuration",
    actions: ["create"],
    before: null,
    after: { bucket: "b", rule: [{ expiration: [{ days: 1 }] }] },
  };
  expect(hurts(rules, { type: "aws_s3_bucket", actions: ["create"], before: null, after: { bucket: "b" } })).toEqual([
    "",
  ]);
  expect(hurts(rules)[0]).toContain("the rules that expire objects change");
});

test.each([
  ["InstanceType", "ml.m5.large", "ml.m5.xlarge", "instance type `ml.m5.large -> ml.m5.xlarge`"],
  ["InitialInstanceCount", 1, 3, "number of instances `1 -> 3`"],
])("an endpoint's %s in a state machine", (name, was, is, words) => {
  const definition = (value: unknown) =>
    JSON.stringify({
      States: {
        Configure: { Parameters: { ProductionVariants: [{ [name]: value, ModelName: "m" }] } },
        Make: { Parameters: { EndpointName: "my-endpoint" } },
        Train: { Parameters: { ResourceConfig: { InstanceType: value } } },
      },
    });
  const lines = hurts(update("aws_sfn_state_machine", { definition: definition(was) }, { definition: definition(is) }));
  // The training job's instance is in the diff, but it serves no requests.
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`**endpoint** \`my-endpoint\`: ${words}, from the pipeline's next deployment on`);
});

test("an endpoint's configuration that Terraform makes", () => {
  const [line] = hurts({
    type: "aws_sagemaker_endpoint_configuration",
    actions: ["create", "delete"],
    before: { production_variants: [{ instance_type: "ml.t2.medium" }] },
    after: { production_variants: [{ instance_type: "ml.m5.large" }] },
  });
  expect(line).toContain("**endpoint**: instance type `ml.t2.medium -> ml.m5.large`, in a new configuration");
});

test("a destruction that prevent_destroy refuses is a failed plan, and still said as what it is", () => {
  const stacks: PlannedStack[] = [
    {
      stack: "storage",
      status: "failed",
      error:
        "  Error: Instance cannot be destroyed\n    on cdk.tf.json line 154, in resource.aws_s3_bucket:\n" +
        "  Resource aws_s3_bucket.Data_666C94C7 has lifecycle.prevent_destroy set, but\n  the plan calls for this resource to be destroyed.",
    },
    { stack: "pipeline", status: "pending", waitsFor: ["network", "storage"] },
  ];
  const constructPaths = { storage: { "aws_s3_bucket.Data_666C94C7": "storage/Data/Resource" } };
  expect(review({ environment: "prod", stacks, constructPaths }).markdown).toBe(
    [
      "<!-- mlplatform-review:prod -->",
      "## Plan for prod: planning failed in storage, pipeline not planned yet",
      "",
      "**0 to add, 0 to change, 0 to replace, 0 to destroy**. Permissions: no change. Network: no change. Cost: not estimated.",
      "",
      "### ❌ storage cannot be planned",
      "",
      "- 🔒 **bucket** `storage/Data/Resource` (`aws_s3_bucket.Data_666C94C7`) is protected: this change would delete or replace it.",
      "",
      "```",
      "Error: Instance cannot be destroyed",
      "  on cdk.tf.json line 154, in resource.aws_s3_bucket:",
      "Resource aws_s3_bucket.Data_666C94C7 has lifecycle.prevent_destroy set, but",
      "the plan calls for this resource to be destroyed.",
      "aws_s3_bucket.Data_666C94C7 is storage/Data/Resource",
      "```",
      "",
      "⏳ **pipeline** is not planned yet: it reads outputs of network and storage, which have to be applied first. It is not part of this review.",
      "",
    ].join("\n"),
  );
});
