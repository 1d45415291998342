// Quality gate and approval: registers a model that is good enough, or ends the run without deploying anything.
import { decisionFields, type Payload } from "../../../contracts/functions/evaluate-model";
import { serving } from "../../../contracts/scripts";
import { paths } from "../../../contracts/state-paths";
import type { StateName } from "../../../contracts/state-names";
import { runFiles } from "../../../contracts/storage";
import type { PolicyStatement } from "../../iam";
import {
  all,
  choice,
  execution,
  expression,
  type Fields,
  format,
  isPresent,
  isText,
  isTrue,
  type JsonObject,
  parametersOf,
  pass,
} from "../asl";
import type { TrainingDefinitionProps } from "../definition-props";
import { LambdaTask, runUriExpression, SageMakerApiTask } from "../tasks";

/** Idempotency token: a repeated request registers only once. At most 36 characters, which an MD5 hash fits into. */
const clientToken = `States.Hash(${execution.id}, 'MD5')`;

export function decisionStates(props: TrainingDefinitionProps) {
  const { model } = props.model;
  const evaluationUri = runUriExpression(props.artifactsBucketName, props.model.runs, runFiles.evaluationReport);
  const decide = (fields: Omit<Fields<Payload>, "threshold" | "championTolerance" | "modelPackageGroupName">) => ({
    functionArn: props.functions.evaluateModelArn,
    payload: parametersOf({
      threshold: expression(paths.setting("threshold")),
      championTolerance: model.championTolerance,
      modelPackageGroupName: expression(paths.setting("modelPackageGroupName")),
      ...fields,
    } satisfies Fields<Payload>),
    timeoutSeconds: 120,
  });
  return {
    Decide: new LambdaTask<StateName>({
      ...decide({
        evaluationUri: expression(evaluationUri),
        metric: model.metric,
        record: { dataUri: expression(paths.dataUri), execution: expression(execution.name) },
      }),
      resultSelector: wholeDecision,
      resultPath: paths.decision,
      next: "QualityGate",
      onError: "ReadCause",
    }),
    QualityGate: choice<StateName>({
      rules: [{ when: isTrue(paths.passed), next: "Register" }],
      otherwise: "ReportRejected",
    }),
    Register: new SageMakerApiTask<StateName>({
      action: "createModelPackage",
      parameters: {
        "ModelPackageGroupName.$": paths.setting("modelPackageGroupName"),
        "ModelPackageDescription.$": format("Trained by the run {}", execution.name),
        ModelApprovalStatus: model.approval === "automatic" ? "Approved" : "PendingManualApproval",
        "ClientToken.$": clientToken,
        InferenceSpecification: inferenceSpecification(props),
        ModelMetrics: {
          ModelQuality: { Statistics: { ContentType: "application/json", "S3Uri.$": evaluationUri } },
        },
        "CustomerMetadataProperties.$": paths.metadata,
      },
      statements: registryStatements(props, "RegisterModels", ["sagemaker:CreateModelPackage", "sagemaker:AddTags"]),
      resultPath: paths.registration,
      next: "KeepModelPackage",
      onError: "ReadCause",
    }),
    KeepModelPackage: pass<StateName>({
      inputPath: paths.registeredArn,
      resultPath: paths.modelPackageArn,
      next: "ChooseApproval",
    }),
    ChooseApproval: choice<StateName>({
      comment: "Where a person approves, the run ends here; the same state machine deploys the package later.",
      rules: [{ when: isText(paths.approval, "automatic"), next: "CreateModel" }],
      otherwise: "ReportForApproval",
    }),
    DescribeModelPackage: new SageMakerApiTask<StateName>({
      action: "describeModelPackage",
      parameters: { "ModelPackageName.$": paths.modelPackageArn },
      statements: registryStatements(props, "ReadModels", ["sagemaker:DescribeModelPackage"]),
      resultSelector: {
        "status.$": "$.ModelApprovalStatus",
        "metadata.$": "$.CustomerMetadataProperties",
      },
      resultPath: paths.package,
      next: "CheckApproval",
      onError: "ReadCause",
    }),
    CheckApproval: choice<StateName>({
      rules: [
        {
          when: all(isText(paths.packageStatus, "Approved"), isPresent(paths.packageEvaluationUri)),
          next: "ReadDecision",
        },
      ],
      otherwise: "NotApproved",
    }),
    NotApproved: pass<StateName>({
      parameters: {
        Error: "ModelPackageNotApproved",
        "Cause.$": format(
          "The model package {} has the status {}. Approve it first; only packages that this pipeline registered can be deployed.",
          paths.modelPackageArn,
          paths.packageStatus,
        ),
      },
      resultPath: paths.failure,
      next: "DescribeFailure",
    }),
    ReadDecision: new LambdaTask<StateName>({
      ...decide({
        evaluationUri: expression(paths.packageEvaluationUri),
        metric: expression(paths.packageMetric),
        modelPackageArn: expression(paths.modelPackageArn),
        record: {},
      }),
      resultSelector: wholeDecision,
      resultPath: paths.decision,
      next: "CreateModel",
      onError: "ReadCause",
    }),
  };
}

/** The part of evaluate-model's response that later states and readers of the output need. */
const wholeDecision: JsonObject = Object.fromEntries(
  decisionFields.map((field) => [`${field}.$`, `$.Payload.${field}`]),
);

function inferenceSpecification({ serving: { image } }: TrainingDefinitionProps): JsonObject {
  const mimeTypes = ["application/json", "text/csv"];
  return {
    Containers: [
      {
        Image: image,
        "ModelDataUrl.$": paths.modelUri,
        // The script is in the archive, so the container needs nothing from the network.
        Environment: {
          SAGEMAKER_PROGRAM: serving.script,
          SAGEMAKER_SUBMIT_DIRECTORY: `/opt/ml/model/${serving.folder}`,
        },
      },
    ],
    SupportedContentTypes: mimeTypes,
    SupportedResponseMIMETypes: mimeTypes,
  };
}

function registryStatements(
  { model }: TrainingDefinitionProps,
  sid: string,
  actions: readonly string[],
): PolicyStatement[] {
  return [
    {
      sid,
      actions,
      resources: [...model.served("model-package-group"), ...model.modelPackages],
      wildcardReason: "A run may name another group of this model; versions are numbered by the registry.",
    },
  ];
}
