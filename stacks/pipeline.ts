// From an uploaded file to a served model: functions, state machine, registry, and what starts and watches them.
import { SagemakerModelPackageGroup } from "@cdktf/provider-aws/lib/sagemaker-model-package-group";
import type { Construct } from "constructs";
import { archiveName, bundleLambda, bundleMlCode } from "../src/bundling";
import { nameLimits, physicalName, project } from "../src/naming";
import type { Network, NetworkAttachment } from "../src/network";
import { ExecutionAlarms } from "../src/pipeline/execution-alarms";
import { FailureTopic } from "../src/pipeline/failure-topic";
import { takesVolumeKey } from "../src/pipeline/instance-types";
import { MlCodeObjects } from "../src/pipeline/ml-code-objects";
import { functions as functionsInVpc, jobs as jobsInVpc, modelContainers } from "../src/pipeline/network-consumers";
import { PipelineFunction } from "../src/pipeline/pipeline-function";
import { PipelineFunctions } from "../src/pipeline/pipeline-functions";
import { jobRole, modelRole } from "../src/pipeline/sagemaker-roles";
import { ScheduledRun } from "../src/pipeline/scheduled-run";
import { scikitLearnImage } from "../src/pipeline/scikit-learn-image";
import type { JobEnvironment } from "../src/pipeline/tasks";
import { TrainingPipeline } from "../src/pipeline/training-pipeline";
import { UploadTrigger } from "../src/pipeline/upload-trigger";
import type { Storage } from "../src/storage";
import { PlatformStack, type PlatformStackProps } from "./base";

/** What a job of the default instance types takes in (ml.m5.large has 8 GB of memory), with room for wider files. */
const maxUploadBytes = 2 * 1024 ** 3;
/** GB: the largest upload, its splits, and room to work. */
const jobVolumeSize = 30;

export interface PipelineStackProps extends PlatformStackProps {
  readonly network: Network;
  readonly storage: Storage;
}

export class PipelineStack extends PlatformStack {
  private readonly endpointName: string;
  private readonly namePrefix: string;
  /** Undefined where functions stay outside the VPC. */
  private readonly functionNetwork?: NetworkAttachment;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PipelineStackProps,
  ) {
    super(scope, id, props);
    const { environment, network, storage } = props;
    const { key, dataBucket, artifactsBucket } = storage;
    this.namePrefix = `${project}-${environment.name}-`;
    this.endpointName = this.named("predictions", nameLimits.sagemakerEndpoint);
    if (environment.network.lambdasInVpc) {
      this.functionNetwork = network.attach(this, "FunctionNetwork", functionsInVpc);
    }

    const failureTopic = new FailureTopic(this, "FailureTopic", { environment, key });
    const modelPackageGroup = new SagemakerModelPackageGroup(this, "Models", {
      modelPackageGroupName: this.named("models", nameLimits.modelPackageGroup),
      modelPackageGroupDescription: "Models that the pipeline trained and found good enough",
    });
    const functions = new PipelineFunctions(this, "Functions", {
      environment,
      key,
      artifactsBucket,
      bundles: { evaluateModel: bundleLambda("evaluate-model"), predict: bundleLambda("predict") },
      namePrefix: this.namePrefix,
      endpointName: this.endpointName,
      network: this.functionNetwork,
    });
    const pipeline = this.trainingPipeline(functions, failureTopic, modelPackageGroup.modelPackageGroupName);
    const startPipeline = this.startPipeline(pipeline, failureTopic);
    new UploadTrigger(this, "UploadTrigger", {
      environment,
      dataBucketName: dataBucket.bucketName,
      function: startPipeline,
      failureTopic,
    });
    const { schedule } = environment.pipeline;
    if (schedule) new ScheduledRun(this, "Schedule", { environment, schedule, pipeline });
    new ExecutionAlarms(this, "Alarms", { environment, stateMachineArn: pipeline.arn, topicArn: failureTopic.arn });

    this.publish({
      state_machine_arn: { value: pipeline.arn, description: "The training pipeline" },
      failure_topic_arn: { value: failureTopic.arn, description: "Subscribe to hear of failures" },
      endpoint_name: { value: this.endpointName, description: "The endpoint that the pipeline creates and updates" },
      model_package_group_name: {
        value: modelPackageGroup.modelPackageGroupName,
        description: "Registered models, with the evaluation of each",
      },
      predict_function_name: { value: functions.predict.functionName, description: "Answers prediction requests" },
      start_pipeline_function_name: { value: startPipeline.functionName, description: "Checks uploads" },
      upload_uri: { value: dataBucket.uri("incoming/"), description: "A CSV file put here starts a run" },
    });
  }

  private startPipeline(pipeline: TrainingPipeline, failureTopic: FailureTopic): PipelineFunction {
    const { environment, storage } = this.props;
    const { dataBucket, key } = storage;
    const startPipeline = new PipelineFunction(this, "StartPipeline", {
      environment,
      key,
      name: "start-pipeline",
      description: "Checks an uploaded file and starts the pipeline with it",
      bundle: bundleLambda("start-pipeline"),
      variables: {
        STATE_MACHINE_ARN: pipeline.arn,
        TOPIC_ARN: failureTopic.arn,
        TARGET_COLUMN: environment.pipeline.target,
        MAX_UPLOAD_BYTES: String(maxUploadBytes),
      },
      timeoutSeconds: 120,
      network: this.functionNetwork,
    });
    const { role } = startPipeline;
    dataBucket.grantRead(role, "incoming/");
    dataBucket.grantWrite(role, "rejected/");
    dataBucket.grantDelete(role, "incoming/");
    pipeline.grantStart(role);
    failureTopic.grantPublish(role);
    return startPipeline;
  }

  private trainingPipeline(
    functions: PipelineFunctions,
    failureTopic: FailureTopic,
    modelPackageGroupName: string,
  ): TrainingPipeline {
    const { environment, network, storage } = this.props;
    const { artifactsBucket, dataBucket, key } = storage;
    const { processingInstanceType, trainingInstanceType } = environment.pipeline;
    const image = scikitLearnImage(environment.region);
    const roleProps = { environment, key, dataBucket, artifactsBucket, image };
    const jobs = jobRole(this, "JobRole", roleProps);
    const models = modelRole(this, "ModelRole", roleProps);
    const jobNetwork = network.attach(this, "JobNetwork", jobsInVpc);
    const modelNetwork = network.attach(this, "ModelNetwork", modelContainers);
    const code = new MlCodeObjects(this, "Code", { bucket: artifactsBucket, code: bundleMlCode(), archiveName });
    const volumeKeyArn = (instanceType: string) => (takesVolumeKey(instanceType) ? key.arn : undefined);
    const job = (instanceType: string): JobEnvironment => ({
      environmentName: environment.name,
      region: environment.region,
      accountId: environment.account,
      roleArn: jobs.arn,
      image: image.uri,
      subnetIds: jobNetwork.subnetIds,
      securityGroupIds: [jobNetwork.securityGroupId],
      outputKeyArn: key.arn,
      volumeKeyArn: volumeKeyArn(instanceType),
      volumeSize: jobVolumeSize,
      maxRuntimeSeconds: environment.pipeline.maxRuntimeSeconds,
    });
    const { endpoint } = environment;
    return new TrainingPipeline(this, "StateMachine", {
      environment,
      key,
      passedRoles: [jobs, models],
      after: [...jobs.permissions, ...models.permissions, ...code.objects, ...jobNetwork.rules, ...modelNetwork.rules],
      definition: {
        environment,
        dataBucketName: dataBucket.bucketName,
        artifactsBucket,
        processing: job(processingInstanceType),
        training: job(trainingInstanceType),
        code,
        model: {
          image: image.uri,
          roleArn: models.arn,
          subnetIds: modelNetwork.subnetIds,
          securityGroupIds: [modelNetwork.securityGroupId],
          volumeKeyArn: endpoint.kind === "realtime" ? volumeKeyArn(endpoint.instanceType) : undefined,
        },
        functions: { evaluateModelArn: functions.evaluateModel.arn, predictArn: functions.predict.arn },
        failureTopicArn: failureTopic.arn,
        namePrefix: this.namePrefix,
        endpointName: this.endpointName,
        modelPackageGroupName,
      },
    });
  }

  private named(part: string, limit: number): string {
    return physicalName({ environment: this.environment.name, parts: [part], limit });
  }
}
