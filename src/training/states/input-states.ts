// Turns a request into settings: checks the input, and applies its overrides to the model's own values.
import type { RunSettings } from "../../../contracts/run";
import { paths } from "../../../contracts/state-paths";
import type { StateName } from "../../../contracts/state-names";
import type { JobStep } from "../../../contracts/steps";
import { s3Uri } from "../../../contracts/storage";
import { all, any, choice, execution, format, isAbsent, isPresent, matches, matchesAny, not, pass } from "../asl";
import type { TrainingDefinitionProps } from "../definition-props";
import { newRunId } from "../tasks";
import { notAnObject, overrideChecks } from "./override-checks";

/** Steps that are retried after a pause, each with its counter. */
const attempts: Record<JobStep, { count: number }> = {
  preprocess: { count: 0 },
  train: { count: 0 },
  evaluate: { count: 0 },
};

export function inputStates({ model, dataBucketName }: TrainingDefinitionProps) {
  const { training, threshold, approval, name } = model.model;
  const settings = {
    processingInstanceType: training.processingInstanceType,
    trainingInstanceType: training.instanceType,
    threshold,
    endpointName: model.servedName,
    modelPackageGroupName: model.servedName,
  } satisfies RunSettings;
  const dataPattern = s3Uri(dataBucketName, `${model.incoming}*`);
  const packagePatterns = model.modelPackages.map((arn) => arn.replace(/^arn:[^:]+:/, "arn:*:"));
  const overrides = overrideChecks(model);
  return {
    ValidateInput: choice<StateName>({
      comment: "Either data to train on, or an approved model package to deploy.",
      rules: [
        { when: all(isPresent(paths.data), isPresent(paths.modelPackageArn)), next: "InvalidInput" },
        { when: all(isAbsent(paths.data), isAbsent(paths.modelPackageArn)), next: "InvalidInput" },
        { when: all(isPresent(paths.data), not(matches(paths.dataUri, dataPattern))), next: "InvalidData" },
        {
          when: all(isPresent(paths.modelPackageArn), not(matchesAny(paths.modelPackageArn, packagePatterns))),
          next: "InvalidModelPackage",
        },
        { when: all(isPresent(paths.overrides), notAnObject(paths.overrides)), next: "InvalidOverrides" },
        { when: any(...overrides.map(({ wrong }) => wrong)), next: "InvalidOverrides" },
      ],
      otherwise: "SetDefaults",
    }),
    SetDefaults: pass<StateName>({
      result: { settings, input: { overrides: {} } },
      resultPath: paths.defaults,
      next: "MergeInput",
    }),
    MergeInput: pass<StateName>({
      comment: "An input without overrides gets empty ones.",
      parameters: { "merged.$": `States.JsonMerge(${paths.defaultInput}, $, false)` },
      outputPath: paths.merged,
      next: "ApplyOverrides",
    }),
    ApplyOverrides: pass<StateName>({
      comment: "What later states read lies under $.run, where the input cannot reach. Approval cannot be overridden.",
      parameters: {
        "id.$": newRunId,
        "settings.$": `States.JsonMerge(${paths.defaultSettings}, ${paths.overrides}, false)`,
        approval,
        attempts,
        waits: { count: 0 },
      },
      resultPath: paths.run,
      next: "ListSettings",
    }),
    ListSettings: pass<StateName>({
      comment: "An override of an unknown name, such as a misspelt one, is one setting too many.",
      parameters: { "values.$": `${paths.settings}.*` },
      resultPath: paths.listed,
      next: "ChooseRoute",
    }),
    ChooseRoute: choice<StateName>({
      rules: [
        { when: isPresent(`${paths.listedValues}[${Object.keys(settings).length}]`), next: "InvalidOverrides" },
        { when: isPresent(paths.modelPackageArn), next: "DescribeModelPackage" },
      ],
      otherwise: "Preprocess",
    }),
    InvalidInput: refusal(
      "InvalidInput",
      "The input has to hold exactly one of data.s3Uri (train on a file) and modelPackageArn (deploy an approved package).",
    ),
    InvalidData: refusal(
      "InvalidData",
      `data.s3Uri has to name a CSV file under ${s3Uri(dataBucketName, model.incoming)}.`,
    ),
    InvalidModelPackage: refusal(
      "InvalidModelPackage",
      `modelPackageArn has to be the ARN of a version of the model ${name}: in the group ${model.servedName}, or in one whose name begins with ${model.otherNamesPrefix}.`,
    ),
    InvalidOverrides: refusal(
      "InvalidOverrides",
      `overrides may hold: ${overrides.map(({ name, allowed }) => `${name} (${allowed})`).join("; ")}.`,
    ),
  };
}

/**
 * Leads to the failure record, with what is allowed and what was received. The input may be anything, even a list, so
 * nothing is added to it; the record contains it.
 */
function refusal(error: string, allowed: string) {
  const cause = format(`${allowed} The input was: {}`, `States.JsonToString(${execution.input})`);
  return pass<StateName>({ parameters: { failure: { Error: error, "Cause.$": cause } }, next: "DescribeFailure" });
}
