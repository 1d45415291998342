// The AWS calls of the state machine, from its definition: each task as the requests that AWS checks when it runs.
import { ask, type Request } from "../support/simulate";
import type { World } from "../support/world";
import { type Expressions, expressions, type Json } from "./expressions";

export interface TaskCalls {
  readonly state: string;
  /** By the state machine's own role. */
  readonly requests: readonly Request[];
  /** By the role of the job or the model that the task creates. */
  readonly onBehalf: readonly Request[];
}

type Rule = (parameters: Json, context: { readonly world: World; readonly value: Expressions }) => Request[];

export function taskCalls(world: World, model: string): TaskCalls[] {
  const definition = JSON.parse(world.argument(`model-${model}/StateMachine`, "definition")) as {
    readonly States: Readonly<Record<string, Json>>;
  };
  const value = expressions(world, model, definition.States);
  return Object.entries(definition.States)
    .filter(([, { Type }]) => Type === "Task")
    .map(([state, task]) => {
      const parameters = task.Parameters as Json;
      const resource = (task.Resource as string).replace("arn:aws:states:::", "");
      const rule = rules[resource];
      if (!rule)
        throw new Error(`What ${resource} (state ${state}) asks for is not known: add a rule to ${__filename}.`);
      return {
        state,
        requests: [...rule(parameters, { world, value }), ...passes(parameters), ...volumes(parameters)],
        onBehalf: objects(parameters, value),
      };
    });
}

const job =
  (kind: "ProcessingJob" | "TrainingJob", type: string): Rule =>
  (parameters, { world, value }) => {
    const arn = world.arn("sagemaker", `${type}/${value(parameters, `${kind}Name`)}`);
    const rule = world.arn("events", `rule/StepFunctionsGetEventsForSageMaker${kind}sRule`);
    return [
      // Step Functions guide, "IAM policies for SageMaker", the tasks that wait.
      ...ask([`sagemaker:Create${kind}`, `sagemaker:Describe${kind}`, `sagemaker:Stop${kind}`], arn),
      ...ask(["sagemaker:AddTags", "sagemaker:ListTags"], arn),
      ...ask(["events:PutRule", "events:PutTargets", "events:DescribeRule"], rule),
    ];
  };

/** An operation of the SageMaker API on the resources that its parameters name. */
const sagemaker =
  (action: string, ...named: readonly (readonly [parameter: string, type: string])[]): Rule =>
  (parameters, { world, value }) =>
    named.flatMap(([parameter, type]) => {
      const name = value(parameters, parameter);
      return ask(`sagemaker:${action}`, name.startsWith("arn:") ? name : world.arn("sagemaker", `${type}/${name}`));
    });

const rules: Readonly<Record<string, Rule>> = {
  "sagemaker:createProcessingJob.sync": job("ProcessingJob", "processing-job"),
  "sagemaker:createTrainingJob.sync": job("TrainingJob", "training-job"),
  "aws-sdk:sagemaker:createModel": sagemaker("CreateModel", ["ModelName", "model"]),
  "aws-sdk:sagemaker:createEndpointConfig": sagemaker("CreateEndpointConfig", [
    "EndpointConfigName",
    "endpoint-config",
  ]),
  "aws-sdk:sagemaker:createEndpoint": sagemaker(
    "CreateEndpoint",
    ["EndpointName", "endpoint"],
    ["EndpointConfigName", "endpoint-config"],
  ),
  "aws-sdk:sagemaker:updateEndpoint": sagemaker(
    "UpdateEndpoint",
    ["EndpointName", "endpoint"],
    ["EndpointConfigName", "endpoint-config"],
  ),
  "aws-sdk:sagemaker:describeEndpoint": sagemaker("DescribeEndpoint", ["EndpointName", "endpoint"]),
  "aws-sdk:sagemaker:deleteEndpoint": sagemaker("DeleteEndpoint", ["EndpointName", "endpoint"]),
  "aws-sdk:sagemaker:describeModelPackage": sagemaker("DescribeModelPackage", ["ModelPackageName", "model-package"]),
  "aws-sdk:sagemaker:createModelPackage": (parameters, { world, value }) =>
    // A version of a group is a package below the group's name.
    ask(
      "sagemaker:CreateModelPackage",
      world.arn("sagemaker", `model-package/${value(parameters, "ModelPackageGroupName")}/1`),
    ),
  "lambda:invoke": (parameters) => ask("lambda:InvokeFunction", parameters.FunctionName as string),
  "aws-sdk:s3:putObject": (parameters, { world, value }) => [
    ...ask("s3:PutObject", `arn:aws:s3:::${value(parameters, "Bucket")}/${value(parameters, "Key")}`),
    ...ask("kms:GenerateDataKey", world.of("storage/Key"), { "kms:ViaService": `s3.${world.region}.amazonaws.com` }),
  ],
  "sns:publish": (parameters, { world }) => [
    ...ask("sns:Publish", parameters.TopicArn as string),
    ...ask(["kms:Decrypt", "kms:GenerateDataKey"], world.of("storage/Key"), {
      "kms:ViaService": `sns.${world.region}.amazonaws.com`,
    }),
  ],
};

/** Passing a role to SageMaker requires permission to pass it. */
function passes(parameters: Json): Request[] {
  const role = parameters.RoleArn ?? parameters.ExecutionRoleArn;
  return role ? ask("iam:PassRole", role as string, { "iam:PassedToService": "sagemaker.amazonaws.com" }) : [];
}

/** Requesting an encrypted volume requires the grant, for the caller as well as for the container's role. */
function volumes(parameters: Json): Request[] {
  const keys = [
    ...texts(parameters, "VolumeKmsKeyId"),
    ...("EndpointConfigName.$" in parameters ? texts(parameters, "KmsKeyId") : []),
  ];
  return keys.flatMap((key) => [
    ...ask("kms:CreateGrant", key, { "kms:GrantIsForAWSResource": "true" }),
    ...ask("kms:DescribeKey", key),
  ]);
}

/** What a job reads and writes: SageMaker copies it with the job's role. */
function objects(parameters: Json, value: Expressions): Request[] {
  const read = ["ProcessingInputs", "InputDataConfig"].flatMap((part) => uris(parameters[part], value));
  const written = ["ProcessingOutputConfig", "OutputDataConfig"].flatMap((part) => uris(parameters[part], value));
  const archive = texts(parameters, "sagemaker_submit_directory").map((text) => JSON.parse(text) as string);
  const arn = (uri: string) => `${uri.replace("s3://", "arn:aws:s3:::").replace(/\/$/, "")}`;
  const object = (uri: string) => (/\.\w+$/.test(uri) ? arn(uri) : `${arn(uri)}/any`);
  return [
    ...ask("s3:GetObject", [...read, ...archive.filter((uri) => uri.startsWith("s3:"))].map(object)),
    ...ask("s3:PutObject", written.map(object)),
    ...read.flatMap((uri) => {
      const [bucket, ...path] = arn(uri).split("/");
      return ask("s3:ListBucket", bucket!, { "s3:prefix": path.join("/") });
    }),
  ];
}

function uris(part: unknown, value: Expressions): string[] {
  return ["S3Uri", "S3OutputPath"].flatMap((field) => holders(part, field).map((holder) => value(holder, field)));
}

function texts(part: unknown, field: string): string[] {
  return holders(part, field).map((holder) => holder[field] as string);
}

/** Every object, at any depth, that has the field as a text or as an expression. */
function holders(part: unknown, field: string): Json[] {
  if (Array.isArray(part)) return part.flatMap((item) => holders(item, field));
  if (typeof part !== "object" || part === null) return [];
  const here = field in part || `${field}.$` in part ? [part as Json] : [];
  return [...here, ...Object.values(part).flatMap((inner) => holders(inner, field))];
}
