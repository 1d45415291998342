// From what was asked to what is to be done: checks the input, and lays its overrides over the environment's values.
import {
  all,
  any,
  choice,
  type Condition,
  isAbsent,
  isNumberFrom,
  isPresent,
  matches,
  matchesAny,
  not,
  pass,
} from "../asl";
import type { PipelineDefinitionProps } from "../definition-props";
import { overridableFamilies } from "../instance-types";
import type { StateName } from "../state-names";

/** Steps that are tried again after a pause, with the counter of each. */
const attempts = { preprocess: { count: 0 }, train: { count: 0 }, evaluate: { count: 0 } };

export function inputStates(props: PipelineDefinitionProps) {
  const { pipeline } = props.environment;
  const settings = {
    processingInstanceType: pipeline.processingInstanceType,
    trainingInstanceType: pipeline.trainingInstanceType,
    threshold: pipeline.threshold,
    endpointName: props.endpointName,
    modelPackageGroupName: props.modelPackageGroupName,
  };
  const dataPattern = `s3://${props.dataBucketName}/incoming/*`;
  const overrides = overrideChecks(props.namePrefix);
  return {
    ValidateInput: choice<StateName>({
      comment: "Either data to train on, or an approved model package to deploy.",
      rules: [
        { when: all(isPresent("$.data"), isPresent("$.modelPackageArn")), next: "InvalidInput" },
        { when: all(isAbsent("$.data"), isAbsent("$.modelPackageArn")), next: "InvalidInput" },
        { when: all(isPresent("$.data"), not(matches("$.data.s3Uri", dataPattern))), next: "InvalidData" },
        {
          when: all(isPresent("$.modelPackageArn"), not(matches("$.modelPackageArn", "arn:*:model-package/*/*"))),
          next: "InvalidModelPackage",
        },
        { when: all(isPresent("$.overrides"), notAnObject("$.overrides")), next: "InvalidOverrides" },
        { when: any(...overrides.map(({ wrong }) => wrong)), next: "InvalidOverrides" },
      ],
      otherwise: "SetDefaults",
    }),
    SetDefaults: pass<StateName>({
      result: { settings, input: { overrides: {} } },
      resultPath: "$.defaults",
      next: "MergeInput",
    }),
    MergeInput: pass<StateName>({
      comment: "An input without overrides gets empty ones.",
      parameters: { "merged.$": "States.JsonMerge($.defaults.input, $, false)" },
      outputPath: "$.merged",
      next: "ApplyOverrides",
    }),
    ApplyOverrides: pass<StateName>({
      comment: "What later states read lies under $.run, where the input cannot reach. Approval cannot be overridden.",
      parameters: {
        "settings.$": "States.JsonMerge($.defaults.settings, $.overrides, false)",
        approval: pipeline.approval,
        attempts,
        waits: { count: 0 },
      },
      resultPath: "$.run",
      next: "ListSettings",
    }),
    ListSettings: pass<StateName>({
      comment: "An override that nobody knows, such as a misspelt one, is one setting too many.",
      parameters: { "values.$": "$.run.settings.*" },
      resultPath: "$.run.listed",
      next: "ChooseRoute",
    }),
    ChooseRoute: choice<StateName>({
      rules: [
        { when: isPresent(`$.run.listed.values[${Object.keys(settings).length}]`), next: "InvalidOverrides" },
        { when: isPresent("$.modelPackageArn"), next: "DescribeModelPackage" },
      ],
      otherwise: "Preprocess",
    }),
    InvalidInput: refusal(
      "InvalidInput",
      `The input has to hold exactly one of data.s3Uri (train on a file) and modelPackageArn (deploy an approved package).`,
    ),
    InvalidData: refusal(
      "InvalidData",
      `data.s3Uri has to name a CSV file under s3://${props.dataBucketName}/incoming/.`,
    ),
    InvalidModelPackage: refusal(
      "InvalidModelPackage",
      "modelPackageArn has to be the ARN of a version in a model package group.",
    ),
    InvalidOverrides: refusal(
      "InvalidOverrides",
      `overrides may hold: ${overrides.map(({ name, allowed }) => `${name} (${allowed})`).join("; ")}.`,
    ),
  };
}

/**
 * Ends in the one failure record, with what is allowed and what was got. The input may be anything, even a list, so
 * nothing is added to it; the record holds it.
 */
function refusal(error: string, allowed: string) {
  const cause = `States.Format('${allowed} The input was: {}', States.JsonToString($$.Execution.Input))`;
  return pass<StateName>({ parameters: { failure: { Error: error, "Cause.$": cause } }, next: "DescribeFailure" });
}

/** Of a path that is there. */
function notAnObject(path: string): Condition {
  const types = ["IsString", "IsNumeric", "IsBoolean", "IsNull"];
  return any(isPresent(`${path}[0]`), ...types.map((type) => ({ Variable: path, [type]: true })));
}

interface OverrideCheck {
  readonly name: string;
  readonly allowed: string;
  /** Holds when the override is there and wrong. */
  readonly wrong: Condition;
}

function overrideChecks(namePrefix: string): OverrideCheck[] {
  const check = (name: string, allowed: string, right: (path: string) => Condition): OverrideCheck => {
    const path = `$.overrides.${name}`;
    return { name, allowed, wrong: all(isPresent(path), not(right(path))) };
  };
  const instanceTypes = overridableFamilies.map((family) => `ml.${family}.*`);
  const instances = `an instance type such as ml.m5.xlarge, of the families ${overridableFamilies.join(", ")}`;
  const ofOurs = (path: string) => matches(path, `${namePrefix}*`);
  return [
    check("processingInstanceType", instances, (path) => matchesAny(path, instanceTypes)),
    check("trainingInstanceType", instances, (path) => matchesAny(path, instanceTypes)),
    check("threshold", "a number from 0 to 1", (path) => isNumberFrom(path, 0, 1)),
    check("endpointName", `a name that begins with ${namePrefix}`, ofOurs),
    check("modelPackageGroupName", `a name that begins with ${namePrefix}`, ofOurs),
  ];
}
