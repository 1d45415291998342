// Is the model good enough, and who says so? Registers it, or ends the run without deploying anything.
import type { PolicyStatement } from "../../iam";
import { all, choice, isPresent, isText, isTrue, type JsonObject, pass } from "../asl";
import type { PipelineDefinitionProps } from "../definition-props";
import type { StateName } from "../state-names";
import { LambdaTask, runUriExpression, SageMakerApiTask } from "../tasks";

/** The registry's key for asking twice and registering once: at most 36 characters, which MD5 fits. */
const clientToken = "States.Hash($$.Execution.Id, 'MD5')";

export function decisionStates(props: PipelineDefinitionProps) {
  const { pipeline } = props.environment;
  const evaluationUri = runUriExpression(props.artifactsBucket.bucketName, "evaluation/evaluation.json");
  const decide = (payload: JsonObject) => ({
    functionArn: props.functions.evaluateModelArn,
    payload: {
      "threshold.$": "$.run.settings.threshold",
      championTolerance: pipeline.championTolerance,
      "modelPackageGroupName.$": "$.run.settings.modelPackageGroupName",
      ...payload,
    },
    timeoutSeconds: 120,
  });
  return {
    Decide: new LambdaTask<StateName>({
      ...decide({
        "evaluationUri.$": evaluationUri,
        metric: pipeline.metric,
        record: { "dataUri.$": "$.data.s3Uri", "execution.$": "$$.Execution.Name" },
      }),
      resultSelector: decisionFields,
      resultPath: "$.decision",
      next: "QualityGate",
      onError: "ReadCause",
    }),
    QualityGate: choice<StateName>({
      rules: [{ when: isTrue("$.decision.passed"), next: "Register" }],
      otherwise: "ReportRejected",
    }),
    Register: new SageMakerApiTask<StateName>({
      action: "createModelPackage",
      parameters: {
        "ModelPackageGroupName.$": "$.run.settings.modelPackageGroupName",
        "ModelPackageDescription.$": "States.Format('Trained by the run {}', $$.Execution.Name)",
        ModelApprovalStatus: pipeline.approval === "automatic" ? "Approved" : "PendingManualApproval",
        "ClientToken.$": clientToken,
        InferenceSpecification: inferenceSpecification(props),
        ModelMetrics: {
          ModelQuality: { Statistics: { ContentType: "application/json", "S3Uri.$": evaluationUri } },
        },
        "CustomerMetadataProperties.$": "$.decision.metadata",
      },
      statements: registryStatements(props, "RegisterModels", ["sagemaker:CreateModelPackage", "sagemaker:AddTags"]),
      resultPath: "$.registration",
      next: "KeepModelPackage",
      onError: "ReadCause",
    }),
    KeepModelPackage: pass<StateName>({
      inputPath: "$.registration.ModelPackageArn",
      resultPath: "$.modelPackageArn",
      next: "ChooseApproval",
    }),
    ChooseApproval: choice<StateName>({
      comment: "Where a person approves, the run ends here; the same state machine deploys the package later.",
      rules: [{ when: isText("$.run.approval", "automatic"), next: "CreateModel" }],
      otherwise: "ReportForApproval",
    }),
    DescribeModelPackage: new SageMakerApiTask<StateName>({
      action: "describeModelPackage",
      parameters: { "ModelPackageName.$": "$.modelPackageArn" },
      statements: registryStatements(props, "ReadModels", ["sagemaker:DescribeModelPackage"]),
      resultSelector: {
        "status.$": "$.ModelApprovalStatus",
        "metadata.$": "$.CustomerMetadataProperties",
      },
      resultPath: "$.package",
      next: "CheckApproval",
      onError: "ReadCause",
    }),
    CheckApproval: choice<StateName>({
      rules: [
        {
          when: all(isText("$.package.status", "Approved"), isPresent("$.package.metadata.evaluationUri")),
          next: "ReadDecision",
        },
      ],
      otherwise: "NotApproved",
    }),
    NotApproved: pass<StateName>({
      parameters: {
        Error: "ModelPackageNotApproved",
        "Cause.$":
          "States.Format('The model package {} has the status {}. Approve it first; only packages that this pipeline registered can be deployed.', $.modelPackageArn, $.package.status)",
      },
      resultPath: "$.failure",
      next: "DescribeFailure",
    }),
    ReadDecision: new LambdaTask<StateName>({
      ...decide({
        "evaluationUri.$": "$.package.metadata.evaluationUri",
        "metric.$": "$.package.metadata.metric",
        "modelPackageArn.$": "$.modelPackageArn",
      }),
      resultSelector: decisionFields,
      resultPath: "$.decision",
      next: "CreateModel",
      onError: "ReadCause",
    }),
  };
}

/** What later states and whoever reads the output need of evaluate-model's answer. */
const decisionFields: JsonObject = Object.fromEntries(
  ["passed", "metric", "value", "threshold", "baseline", "champion", "reasons", "sample", "metadata"].map((field) => [
    `${field}.$`,
    `$.Payload.${field}`,
  ]),
);

function inferenceSpecification({ model }: PipelineDefinitionProps): JsonObject {
  const mimeTypes = ["application/json", "text/csv"];
  return {
    Containers: [
      {
        Image: model.image,
        "ModelDataUrl.$": "$.training.modelUri",
        // inference.py travels in the archive, so the container needs nothing from the network.
        Environment: { SAGEMAKER_PROGRAM: "inference.py", SAGEMAKER_SUBMIT_DIRECTORY: "/opt/ml/model/code" },
      },
    ],
    SupportedContentTypes: mimeTypes,
    SupportedResponseMIMETypes: mimeTypes,
  };
}

function registryStatements(
  { environment, namePrefix }: PipelineDefinitionProps,
  sid: string,
  actions: readonly string[],
): PolicyStatement[] {
  const prefix = `arn:aws:sagemaker:${environment.region}:${environment.account}`;
  return [
    {
      sid,
      actions,
      resources: [`${prefix}:model-package-group/${namePrefix}*`, `${prefix}:model-package/${namePrefix}*`],
      wildcardReason: "An execution may name another group of this environment; versions are numbered by the registry.",
    },
  ];
}
