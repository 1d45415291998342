// Turns every failure into one record: an error name and a readable cause. The record is stored with the run and sent
// to the topic, and the execution fails with it.
import { bucketArn } from "../../../contracts/arns";
import { paths } from "../../../contracts/state-paths";
import type { StateName } from "../../../contracts/state-names";
import { runFiles, s3Uri } from "../../../contracts/storage";
import {
  all,
  choice,
  type Condition,
  execution,
  fail,
  format,
  isAbsent,
  isPresent,
  isText,
  matches,
  not,
  pass,
} from "../asl";
import type { TrainingDefinitionProps } from "../definition-props";
import { S3PutObjectTask, SnsPublishTask } from "../tasks";

const details = paths.failureDetails;

export function failureStates({ artifactsBucketName, failureTopicArn, model }: TrainingDefinitionProps) {
  const key = (run: string) => `${model.runs}${run}/${runFiles.failure}`;
  return {
    ReadCause: choice<StateName>({
      comment: "A failed job's cause is its whole description, a failed function's its error: both are JSON as text.",
      rules: [
        { when: isAbsent(paths.cause), next: "UseNoCause" },
        { when: isText(paths.cause, ""), next: "UseNoCause" },
        { when: matches(paths.cause, "{*}"), next: "ParseCause" },
      ],
      otherwise: "NameError",
    }),
    UseNoCause: pass<StateName>({
      result: "No cause was given; the error's name says all there is.",
      resultPath: paths.cause,
      next: "NameError",
    }),
    ParseCause: pass<StateName>({
      parameters: {
        "Error.$": paths.error,
        "Cause.$": paths.cause,
        "details.$": `States.StringToJson(${paths.cause})`,
      },
      resultPath: paths.failure,
      next: "ChooseCause",
    }),
    ChooseCause: choice<StateName>({
      comment: "The sentence of our own script first, then what SageMaker says, then what a function threw.",
      rules: [
        { when: isSentence(`${details}.ExitMessage`), next: "UseExitMessage" },
        { when: isSentence(`${details}.FailureReason`), next: "UseFailureReason" },
        { when: isSentence(`${details}.errorMessage`), next: "UseErrorMessage" },
        { when: isSentence(`${details}.SecondaryStatus`), next: "UseJobStatus" },
      ],
      otherwise: "NameError",
    }),
    UseExitMessage: useCause(`${details}.ExitMessage`),
    UseFailureReason: useCause(`${details}.FailureReason`),
    UseErrorMessage: useCause(`${details}.errorMessage`),
    UseJobStatus: pass<StateName>({
      parameters: {
        "Error.$": paths.error,
        "Cause.$": format("The job ended as {}.", `${details}.SecondaryStatus`),
      },
      resultPath: paths.failure,
      next: "NameError",
    }),
    NameError: choice<StateName>({
      comment: "Names that begin with States. belong to Step Functions; a Fail state may not use them.",
      rules: [{ when: matches(paths.error, "States.*"), next: "RenameError" }],
      otherwise: "DescribeFailure",
    }),
    RenameError: pass<StateName>({
      parameters: {
        "Error.$": `States.ArrayGetItem(States.StringSplit(${paths.error}, '.'), 1)`,
        "Cause.$": paths.cause,
      },
      resultPath: paths.failure,
      next: "DescribeFailure",
    }),
    DescribeFailure: pass<StateName>({
      parameters: {
        "error.$": paths.error,
        "cause.$": paths.cause,
        "execution.$": execution.name,
        "input.$": execution.input,
      },
      resultPath: paths.record,
      next: "RecordFailure",
    }),
    // Failing to record or to notify must not hide the original failure.
    RecordFailure: new S3PutObjectTask<StateName>({
      bucketName: artifactsBucketName,
      key: format(key("{}"), execution.name),
      objectArns: bucketArn(model.environment, artifactsBucketName, key("*")),
      bodyPath: paths.record,
      next: "NotifyFailure",
      onError: "NotifyFailure",
    }),
    NotifyFailure: new SnsPublishTask<StateName>({
      topicArn: failureTopicArn,
      // Execution names have at most 80 characters, subjects 100.
      subject: format("Pipeline failed: {}", execution.name),
      message: format(
        `The run {} of ${model.model.name} in ${model.environment.name} failed with {}: {} The record: ${s3Uri(artifactsBucketName, key("{}"))}`,
        execution.name,
        paths.recordedError,
        paths.recordedCause,
        execution.name,
      ),
      next: "PipelineFailed",
      onError: "PipelineFailed",
    }),
    PipelineFailed: fail<StateName>({
      comment: "The run failed; error and cause are those of the first failure.",
      errorPath: paths.recordedError,
      causePath: paths.recordedCause,
    }),
  };
}

function isSentence(path: string): Condition {
  return all(isPresent(path), { Variable: path, IsString: true }, not(isText(path, "")));
}

function useCause(path: string) {
  return pass<StateName>({ inputPath: path, resultPath: paths.cause, next: "NameError" });
}
