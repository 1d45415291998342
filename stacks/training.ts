// What all models of an environment share: the functions, the Python code of the jobs, the failure topic.
import type { Construct } from "constructs";
import type { TrainingOutputs } from "../contracts/outputs";
import { archiveName, bundleLambda, bundleMlCode } from "../src/bundling";
import type { Network } from "../src/network";
import type { Storage } from "../src/storage";
import type { NetworkPlace, Training } from "../src/training";
import { FailureTopic } from "../src/training/failure-topic";
import { MlCodeObjects } from "../src/training/ml-code-objects";
import { functions as functionsInVpc, jobs, modelContainers } from "../src/training/network-consumers";
import { TrainingFunctions } from "../src/training/training-functions";
import { PlatformStack, type PlatformStackProps } from "./base";

export interface TrainingStackProps extends PlatformStackProps {
  readonly network: Network;
  readonly storage: Storage;
}

export class TrainingStack extends PlatformStack implements Training {
  readonly code: Training["code"];
  readonly functions: Training["functions"];
  readonly failureTopicArn: string;
  readonly jobNetwork: NetworkPlace;
  readonly servingNetwork: NetworkPlace;

  constructor(scope: Construct, id: string, props: TrainingStackProps) {
    super(scope, id, props);
    const { environment, network, storage } = props;
    const { key, dataBucket, artifactsBucket } = storage;
    const failureTopic = new FailureTopic(this, "FailureTopic", { environment, key });
    const functions = new TrainingFunctions(this, "Functions", {
      environment,
      key,
      dataBucket,
      artifactsBucket,
      failureTopic,
      bundles: {
        startPipeline: bundleLambda("start-pipeline"),
        evaluateModel: bundleLambda("evaluate-model"),
        predict: bundleLambda("predict"),
      },
      // Outside the VPC where the environment says so (ADR 5).
      network: environment.network.lambdasInVpc ? network.attach(this, "FunctionNetwork", functionsInVpc) : undefined,
    });
    this.code = new MlCodeObjects(this, "Code", { bucket: artifactsBucket, code: bundleMlCode(), archiveName });
    this.failureTopicArn = failureTopic.arn;
    this.functions = {
      startPipelineArn: functions.startPipeline.arn,
      evaluateModelArn: functions.evaluateModel.arn,
      predictArn: functions.predict.arn,
    };
    this.jobNetwork = network.attach(this, "JobNetwork", jobs);
    this.servingNetwork = network.attach(this, "ServingNetwork", modelContainers);
    this.shareAttributes(
      ...[this.failureTopicArn, ...Object.values(this.functions)],
      ...[this.jobNetwork.securityGroupId, this.servingNetwork.securityGroupId],
    );

    this.publish<TrainingOutputs>({
      failure_topic_arn: { value: failureTopic.arn, description: "Subscribe to hear of failures of every model" },
      start_pipeline_function_name: { value: functions.startPipeline.functionName, description: "Checks uploads" },
      evaluate_model_function_name: { value: functions.evaluateModel.functionName, description: "Judges new models" },
      predict_function_name: { value: functions.predict.functionName, description: "Answers prediction requests" },
    });
  }
}
