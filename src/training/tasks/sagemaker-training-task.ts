// Trains a model with our script as a SageMaker training job (the training toolkit's script mode), and waits for it.
import type { Metric } from "../../../contracts/metrics";
import { metricDefinition } from "../../../contracts/scripts";
import { paths } from "../../../contracts/state-paths";
import type { JobStep } from "../../../contracts/steps";
import { type JsonObject, sageMakerJobRetries } from "../asl";
import { graceSeconds, type JobEnvironment, type S3Source } from "./job-environment";
import { jobStatements } from "./job-statements";
import { nameExpression } from "./names";
import { Task, type TaskFlow } from "./task";

export interface SageMakerTrainingTaskProps<Name extends string> extends TaskFlow<Name> {
  readonly jobs: JobEnvironment;
  readonly step: JobStep;
  /** Path of the instance type in the state's input. */
  readonly instanceTypePath: string;
  /** `s3://` URI of the archive that holds the scripts. */
  readonly codeArchiveUri: string;
  readonly script: string;
  /** Arguments of the script: `{ target: "x" }` arrives as `--target x`. */
  readonly hyperparameters: Readonly<Record<string, string | number>>;
  readonly channels: readonly S3Source[];
  /** An expression for the `s3://` URI below which the model goes. */
  readonly outputUri: string;
  /** The script prints one line for each. */
  readonly metrics: readonly Metric[];
  /** Uses spare capacity at a lower price; waiting and running together may take this long. @default on demand */
  readonly spotMaxWaitSeconds?: number;
  readonly resultPath: string;
}

export class SageMakerTrainingTask<Name extends string> extends Task<Name> {
  constructor(props: SageMakerTrainingTaskProps<Name>) {
    const { jobs, step, next, onError, resultPath, spotMaxWaitSeconds } = props;
    super(
      {
        next,
        onError,
        resultPath,
        resultSelector: { "jobName.$": "$.TrainingJobName", "modelUri.$": "$.ModelArtifacts.S3ModelArtifacts" },
      },
      {
        integration: "sagemaker:createTrainingJob.sync",
        parameters: parameters(props),
        retry: sageMakerJobRetries,
        timeoutSeconds: (spotMaxWaitSeconds ?? jobs.model.model.training.maxRuntimeSeconds) + graceSeconds,
        statements: jobStatements("TrainingJob", step, jobs.model),
      },
    );
  }
}

function parameters<Name extends string>(props: SageMakerTrainingTaskProps<Name>): JsonObject {
  const { jobs, spotMaxWaitSeconds } = props;
  return {
    "TrainingJobName.$": nameExpression(jobs.model.jobNamePrefix(props.step), paths.attempts(props.step)),
    RoleArn: jobs.roleArn,
    AlgorithmSpecification: {
      TrainingImage: jobs.image,
      TrainingInputMode: "File",
      MetricDefinitions: props.metrics.map(metricDefinition),
    },
    HyperParameters: hyperparameters(props),
    InputDataConfig: props.channels.map(({ name, uri }) => ({
      ChannelName: name,
      DataSource: {
        S3DataSource: { S3DataType: "S3Prefix", "S3Uri.$": uri, S3DataDistributionType: "FullyReplicated" },
      },
    })),
    OutputDataConfig: { "S3OutputPath.$": props.outputUri, KmsKeyId: jobs.outputKeyArn },
    ResourceConfig: {
      InstanceCount: 1,
      "InstanceType.$": props.instanceTypePath,
      VolumeSizeInGB: jobs.volumeSize,
      ...(jobs.volumeKeyArn && { VolumeKmsKeyId: jobs.volumeKeyArn }),
    },
    VpcConfig: { Subnets: jobs.subnetIds, SecurityGroupIds: jobs.securityGroupIds },
    // Script mode downloads its code from S3 inside the container, which an isolated container could not do.
    // With a single instance there is no traffic between containers to encrypt.
    EnableNetworkIsolation: false,
    EnableManagedSpotTraining: spotMaxWaitSeconds !== undefined,
    StoppingCondition: {
      MaxRuntimeInSeconds: jobs.model.model.training.maxRuntimeSeconds,
      ...(spotMaxWaitSeconds !== undefined && { MaxWaitTimeInSeconds: spotMaxWaitSeconds }),
    },
  };
}

/**
 * The training toolkit parses each value as JSON if it can: a column named "2024" would become a number, and one named
 * "true" a boolean. So every text is passed as a JSON string, as the SageMaker SDK does.
 */
function hyperparameters<Name extends string>(props: SageMakerTrainingTaskProps<Name>): JsonObject {
  const values = {
    sagemaker_program: props.script,
    sagemaker_submit_directory: props.codeArchiveUri,
    ...props.hyperparameters,
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));
}
