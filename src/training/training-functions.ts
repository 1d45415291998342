// The functions that all models share, each with the least permissions it needs. Which model is meant comes with each
// call, so that adding a model changes nothing here.
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import type { Settings as PredictSettings } from "../../contracts/functions/predict";
import type { Settings as StartPipelineSettings } from "../../contracts/functions/start-pipeline";
import { environmentPrefix } from "../../contracts/names";
import { prefixes } from "../../contracts/storage";
import type { Environment } from "../environments";
import type { GrantableBucket, GrantableKey } from "../iam";
import { arn } from "../../contracts/arns";
import type { FailureTopic } from "./failure-topic";
import { stateMachineNames } from "./state-machine";
import { type FunctionNetwork, TrainingFunction, type TrainingFunctionProps } from "./training-function";
import { uploadRuleNames } from "./upload-rule";

/** What a job of the default instance type (ml.m5.large, 8 GB of memory) can take in, with room for wider files. */
const maxUploadBytes = 2 * 1024 ** 3;

type FunctionId = "startPipeline" | "evaluateModel" | "predict";

export interface TrainingFunctionsProps {
  readonly environment: Environment;
  readonly bundles: Readonly<Record<FunctionId, TrainingFunctionProps["bundle"]>>;
  readonly key: GrantableKey;
  readonly dataBucket: GrantableBucket;
  readonly artifactsBucket: GrantableBucket;
  readonly failureTopic: FailureTopic;
  /** @default outside a VPC */
  readonly network?: FunctionNetwork;
}

export class TrainingFunctions extends Construct {
  readonly startPipeline: TrainingFunction;
  readonly evaluateModel: TrainingFunction;
  readonly predict: TrainingFunction;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TrainingFunctionsProps,
  ) {
    super(scope, id);
    const { environment, bundles, key, artifactsBucket, network, failureTopic } = props;
    const common = { environment, key, codeBucket: artifactsBucket, network };
    this.startPipeline = new TrainingFunction(this, "StartPipeline", {
      ...common,
      name: "start-pipeline",
      description: "Checks an uploaded file and starts a run of a model with it",
      bundle: bundles.startPipeline,
      variables: {
        TOPIC_ARN: failureTopic.arn,
        MAX_UPLOAD_BYTES: String(maxUploadBytes),
      } satisfies StartPipelineSettings,
      timeoutSeconds: 120,
    });
    this.evaluateModel = new TrainingFunction(this, "EvaluateModel", {
      ...common,
      name: "evaluate-model",
      description: "Decides whether a trained model is good enough",
      bundle: bundles.evaluateModel,
      variables: {},
      timeoutSeconds: 60,
    });
    this.predict = new TrainingFunction(this, "Predict", {
      ...common,
      name: "predict",
      description: "Checks prediction requests and passes them to the model's endpoint",
      bundle: bundles.predict,
      variables: { ENDPOINT_PREFIX: environmentPrefix(environment.name) } satisfies PredictSettings,
      timeoutSeconds: 130,
    });
    this.allowStartPipeline();
    this.allowEvaluateModel();
    this.allowPredict();
    this.letRulesCall();
  }

  private allowStartPipeline(): void {
    const { environment, dataBucket, failureTopic } = this.props;
    const { role } = this.startPipeline;
    dataBucket.grantRead(role, prefixes.incoming);
    dataBucket.grantWrite(role, prefixes.rejected);
    dataBucket.grantDelete(role, prefixes.incoming);
    failureTopic.grantPublish(role);
    role.addStatement({
      sid: "StartRuns",
      actions: ["states:StartExecution"],
      resources: [arn(environment, "states", `stateMachine:${stateMachineNames(environment)}`)],
      wildcardReason: "One state machine for each model; the rule that calls the function names it.",
    });
  }

  private allowEvaluateModel(): void {
    const { environment, artifactsBucket } = this.props;
    const { role } = this.evaluateModel;
    artifactsBucket.grantRead(role, prefixes.runs);
    role.addStatement({
      sid: "ReadModels",
      actions: ["sagemaker:DescribeModelPackage"],
      resources: [arn(environment, "sagemaker", `model-package/${environmentPrefix(environment.name)}*`)],
      wildcardReason: "One group for each model; versions are numbered by the registry.",
    });
    role.addStatement({
      sid: "FindModels",
      actions: ["sagemaker:ListModelPackages"],
      resources: ["*"],
      wildcardReason: "SageMaker's list operations cannot be limited to a resource.",
    });
  }

  private allowPredict(): void {
    const { environment } = this.props;
    this.predict.role.addStatement({
      sid: "InvokeEndpoints",
      actions: ["sagemaker:InvokeEndpoint"],
      resources: [arn(environment, "sagemaker", `endpoint/${environmentPrefix(environment.name)}*`)],
      wildcardReason: "One endpoint for each model; the request names it.",
    });
  }

  /**
   * One permission for the upload rules of all models. A statement for each rule would take 400 of the 20,480 bytes
   * that Lambda allows for a function's policy, and adding a model would change the function.
   */
  private letRulesCall(): void {
    const { environment, failureTopic } = this.props;
    new LambdaPermission(this, "UploadRules", {
      functionName: this.startPipeline.functionName,
      // A fixed id: with a generated one, a repeated deployment would leave a second permission.
      statementId: "InvokeForUploads",
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      sourceArn: arn(environment, "events", `rule/${uploadRuleNames(environment)}`),
    });
    new LambdaFunctionEventInvokeConfig(this, "UploadFailures", {
      functionName: this.startPipeline.functionName,
      maximumRetryAttempts: 2,
      destinationConfig: { onFailure: { destination: failureTopic.arn } },
      // Lambda checks that the function may publish.
      dependsOn: this.startPipeline.role.permissions,
    });
  }
}
