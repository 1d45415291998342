// Whatever went wrong becomes one record: an error name and a cause that a person can read. It is kept beside the run,
// sent to the topic, and is what the execution fails with.
import { all, choice, type Condition, fail, isAbsent, isPresent, isText, matches, not, pass } from "../asl";
import type { PipelineDefinitionProps } from "../definition-props";
import type { StateName } from "../state-names";
import { S3PutObjectTask, SnsPublishTask } from "../tasks";

const details = "$.failure.details";
const key = (execution: string) => `runs/${execution}/failure.json`;

export function failureStates({ artifactsBucket, failureTopicArn, environment }: PipelineDefinitionProps) {
  return {
    ReadCause: choice<StateName>({
      comment: "A failed job's cause is its whole description, a failed function's its error: both are JSON as text.",
      rules: [
        { when: isAbsent("$.failure.Cause"), next: "UseNoCause" },
        { when: isText("$.failure.Cause", ""), next: "UseNoCause" },
        { when: matches("$.failure.Cause", "{*}"), next: "ParseCause" },
      ],
      otherwise: "NameError",
    }),
    UseNoCause: pass<StateName>({
      result: "No cause was given; the error's name says all there is.",
      resultPath: "$.failure.Cause",
      next: "NameError",
    }),
    ParseCause: pass<StateName>({
      parameters: {
        "Error.$": "$.failure.Error",
        "Cause.$": "$.failure.Cause",
        "details.$": "States.StringToJson($.failure.Cause)",
      },
      resultPath: "$.failure",
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
        "Error.$": "$.failure.Error",
        "Cause.$": `States.Format('The job ended as {}.', ${details}.SecondaryStatus)`,
      },
      resultPath: "$.failure",
      next: "NameError",
    }),
    NameError: choice<StateName>({
      comment: "Names that begin with States. belong to Step Functions; a Fail state may not use them.",
      rules: [{ when: matches("$.failure.Error", "States.*"), next: "RenameError" }],
      otherwise: "DescribeFailure",
    }),
    RenameError: pass<StateName>({
      parameters: {
        "Error.$": "States.ArrayGetItem(States.StringSplit($.failure.Error, '.'), 1)",
        "Cause.$": "$.failure.Cause",
      },
      resultPath: "$.failure",
      next: "DescribeFailure",
    }),
    DescribeFailure: pass<StateName>({
      parameters: {
        "error.$": "$.failure.Error",
        "cause.$": "$.failure.Cause",
        "execution.$": "$$.Execution.Name",
        "input.$": "$$.Execution.Input",
      },
      resultPath: "$.record",
      next: "RecordFailure",
    }),
    // A failure to record or to notify must not hide the failure itself.
    RecordFailure: new S3PutObjectTask<StateName>({
      bucketName: artifactsBucket.bucketName,
      bucketArn: artifactsBucket.arn,
      key: `States.Format('${key("{}")}', $$.Execution.Name)`,
      keyPattern: key("*"),
      bodyPath: "$.record",
      next: "NotifyFailure",
      onError: "NotifyFailure",
    }),
    NotifyFailure: new SnsPublishTask<StateName>({
      topicArn: failureTopicArn,
      // Execution names have at most 80 characters, a subject 100.
      subject: "States.Format('Pipeline failed: {}', $$.Execution.Name)",
      message: `States.Format('The run {} in ${environment.name} failed with {}: {} The record: s3://${artifactsBucket.bucketName}/${key("{}")}', $$.Execution.Name, $.record.error, $.record.cause, $$.Execution.Name)`,
      next: "PipelineFailed",
      onError: "PipelineFailed",
    }),
    PipelineFailed: fail<StateName>({
      comment: "The run failed; error and cause are those of the first failure.",
      errorPath: "$.record.error",
      causePath: "$.record.cause",
    }),
  };
}

function isSentence(path: string): Condition {
  return all(isPresent(path), { Variable: path, IsString: true }, not(isText(path, "")));
}

function useCause(path: string) {
  return pass<StateName>({ inputPath: path, resultPath: "$.failure.Cause", next: "NameError" });
}
