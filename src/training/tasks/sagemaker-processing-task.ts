// Runs one of our scripts as a SageMaker processing job and waits for its end.
import { processingFolders } from "../../../contracts/scripts";
import { paths } from "../../../contracts/state-paths";
import type { JobStep } from "../../../contracts/steps";
import { type JsonObject, sageMakerJobRetries } from "../asl";
import { graceSeconds, type JobEnvironment, type S3Source } from "./job-environment";
import { jobStatements } from "./job-statements";
import { nameExpression } from "./names";
import { Task, type TaskFlow } from "./task";

/** The number of arguments that SageMaker accepts, and the length of each (API reference, AppSpecification). */
const argumentLimits = { count: 100, length: 256 };

/** The script writes it to a folder of that name. */
export interface ProcessingOutput {
  readonly name: string;
  /** An expression for an `s3://` URI. */
  readonly uri: string;
}

export interface SageMakerProcessingTaskProps<Name extends string> extends TaskFlow<Name> {
  readonly jobs: JobEnvironment;
  readonly step: JobStep;
  /** Path of the instance type in the state's input. */
  readonly instanceTypePath: string;
  /** `s3://` URI of the folder that holds the scripts. */
  readonly codeUri: string;
  readonly script: string;
  readonly arguments: readonly string[];
  /** Each appears at /opt/ml/processing/input/<name>. */
  readonly inputs: readonly S3Source[];
  readonly outputs: readonly ProcessingOutput[];
  readonly resultPath: string;
}

export class SageMakerProcessingTask<Name extends string> extends Task<Name> {
  constructor(props: SageMakerProcessingTaskProps<Name>) {
    const { jobs, step, next, onError, resultPath } = props;
    super(
      { next, onError, resultPath, resultSelector: { "jobName.$": "$.ProcessingJobName" } },
      {
        integration: "sagemaker:createProcessingJob.sync",
        parameters: parameters(props),
        retry: sageMakerJobRetries,
        timeoutSeconds: jobs.model.model.training.maxRuntimeSeconds + graceSeconds,
        statements: jobStatements("ProcessingJob", step, jobs.model),
      },
    );
  }
}

function parameters<Name extends string>(props: SageMakerProcessingTaskProps<Name>): JsonObject {
  const { jobs, codeUri, script } = props;
  return {
    "ProcessingJobName.$": nameExpression(jobs.model.jobNamePrefix(props.step), paths.attempts(props.step)),
    RoleArn: jobs.roleArn,
    AppSpecification: {
      ImageUri: jobs.image,
      ContainerEntrypoint: ["python3", `${processingFolders.input}/code/${script}`],
      ContainerArguments: checkedArguments(props.arguments),
    },
    ProcessingInputs: [
      input("code", { S3Uri: codeUri }),
      ...props.inputs.map(({ name, uri }) => input(name, { "S3Uri.$": uri })),
    ],
    ProcessingOutputConfig: {
      KmsKeyId: jobs.outputKeyArn,
      Outputs: props.outputs.map(({ name, uri }) => ({
        OutputName: name,
        S3Output: { "S3Uri.$": uri, LocalPath: `${processingFolders.output}/${name}`, S3UploadMode: "EndOfJob" },
      })),
    },
    ProcessingResources: {
      ClusterConfig: {
        InstanceCount: 1,
        "InstanceType.$": props.instanceTypePath,
        VolumeSizeInGB: jobs.volumeSize,
        ...(jobs.volumeKeyArn && { VolumeKmsKeyId: jobs.volumeKeyArn }),
      },
    },
    NetworkConfig: {
      // The scripts read and write folders; SageMaker itself copies them from and to S3.
      EnableNetworkIsolation: true,
      VpcConfig: { Subnets: jobs.subnetIds, SecurityGroupIds: jobs.securityGroupIds },
    },
    StoppingCondition: { MaxRuntimeInSeconds: jobs.model.model.training.maxRuntimeSeconds },
  };
}

function input(name: string, source: JsonObject): JsonObject {
  const LocalPath = `${processingFolders.input}/${name}`;
  const transfer = { S3DataType: "S3Prefix", S3InputMode: "File", S3DataDistributionType: "FullyReplicated" };
  return { InputName: name, S3Input: { ...source, LocalPath, ...transfer } };
}

function checkedArguments(given: readonly string[]): readonly string[] {
  const { count, length } = argumentLimits;
  if (given.length > count)
    throw new Error(`A processing job takes ${count} arguments, not ${given.length}: drop fewer columns.`);
  const long = given.find((argument) => argument.length > length);
  if (long) throw new Error(`"${long}" has ${long.length} characters; a processing job takes arguments of ${length}.`);
  return given;
}
