// One model: its state machine and roles, its model package group, and the rules and alarms that start and watch runs.
import { SagemakerModelPackageGroup } from "@cdktf/provider-aws/lib/sagemaker-model-package-group";
import type { Construct } from "constructs";
import { modelStackId } from "../contracts/names";
import type { ModelOutputs } from "../contracts/outputs";
import type { Model } from "../src/environments";
import { ModelScope } from "../src/scope";
import type { Storage } from "../src/storage";
import type { Training } from "../src/training";
import { ExecutionAlarms } from "../src/training/execution-alarms";
import { takesVolumeKey } from "../src/training/instance-types";
import { jobRole, servingRole } from "../src/training/model-roles";
import { ScheduledRun } from "../src/training/scheduled-run";
import { scikitLearnImage } from "../src/training/scikit-learn-image";
import { StateMachine } from "../src/training/state-machine";
import type { JobEnvironment } from "../src/training/tasks";
import { UploadRule } from "../src/training/upload-rule";
import { PlatformStack, type PlatformStackProps } from "./base";

/** GB: the largest upload, its splits, and room to work. */
const jobVolumeSize = 30;

export interface ModelStackProps extends PlatformStackProps {
  readonly model: Model;
  readonly storage: Storage;
  readonly training: Training & PlatformStack;
}

export class ModelStack extends PlatformStack {
  private readonly model: ModelScope;

  constructor(
    scope: Construct,
    private readonly props: ModelStackProps,
  ) {
    const { environment, model: definition, storage, training } = props;
    super(scope, modelStackId(definition.name), { environment, model: definition.name });
    // The jobs' code and the upload rule's permission have to exist, but no attribute refers to them.
    this.addDependency(training);
    this.model = new ModelScope(environment, definition);
    const { model } = this;
    const { dataBucket } = storage;

    const group = new SagemakerModelPackageGroup(this, "Models", {
      modelPackageGroupName: model.servedName,
      modelPackageGroupDescription: `Versions of ${definition.name} that were good enough`,
    });
    const stateMachine = this.stateMachine();
    new UploadRule(this, "UploadRule", {
      model,
      dataBucketName: dataBucket.bucketName,
      startPipelineArn: training.functions.startPipelineArn,
      stateMachineArn: stateMachine.arn,
    });
    const { schedule } = definition;
    if (schedule) {
      const dataUri = dataBucket.uri(`${model.incoming}${schedule.data}`);
      new ScheduledRun(this, "Schedule", { model, schedule, dataUri, stateMachine });
    }
    new ExecutionAlarms(this, "Alarms", {
      model,
      stateMachineArn: stateMachine.arn,
      topicArn: training.failureTopicArn,
    });

    this.publish<ModelOutputs>({
      state_machine_arn: { value: stateMachine.arn, description: "Trains, judges and deploys the model" },
      endpoint_name: { value: model.servedName, description: "The endpoint that runs create and update" },
      model_package_group_name: {
        value: group.modelPackageGroupName,
        description: "Registered versions, with the evaluation of each",
      },
      upload_uri: { value: dataBucket.uri(model.incoming), description: "A CSV file put here starts a run" },
      target: { value: definition.target, description: "The column that the model learns to predict" },
      task: { value: definition.task, description: "classification or regression" },
      metric: { value: definition.metric, description: "What the quality gate compares" },
      approval: { value: definition.approval, description: "Whether a person lets a new version be deployed" },
      schedule: { value: schedule?.expression ?? "none", description: "When it is trained without an upload" },
    });
  }

  private stateMachine(): StateMachine {
    const { model } = this;
    const { environment, storage, training } = this.props;
    const { artifactsBucket, dataBucket, key } = storage;
    const image = scikitLearnImage(environment.region);
    const roleProps = { model, key, dataBucket, artifactsBucket, image };
    const jobs = jobRole(this, "JobRole", roleProps);
    const serving = servingRole(this, "ServingRole", roleProps);
    const volumeKeyArn = (instanceType: string) => (takesVolumeKey(instanceType) ? key.arn : undefined);
    const job = (instanceType: string): JobEnvironment => ({
      model,
      roleArn: jobs.arn,
      image: image.uri,
      subnetIds: training.jobNetwork.subnetIds,
      securityGroupIds: [training.jobNetwork.securityGroupId],
      outputKeyArn: key.arn,
      volumeKeyArn: volumeKeyArn(instanceType),
      volumeSize: jobVolumeSize,
    });
    const { endpoint, training: settings } = model.model;
    return new StateMachine(this, "StateMachine", {
      model,
      key,
      passedRoles: [jobs, serving],
      dependsOn: [...jobs.permissions, ...serving.permissions],
      definition: {
        dataBucketName: dataBucket.bucketName,
        artifactsBucketName: artifactsBucket.bucketName,
        processing: job(settings.processingInstanceType),
        training: job(settings.instanceType),
        code: training.code,
        serving: {
          image: image.uri,
          roleArn: serving.arn,
          subnetIds: training.servingNetwork.subnetIds,
          securityGroupIds: [training.servingNetwork.securityGroupId],
          volumeKeyArn: endpoint.kind === "realtime" ? volumeKeyArn(endpoint.instanceType) : undefined,
        },
        functions: training.functions,
        failureTopicArn: training.failureTopicArn,
      },
    });
  }
}
