// What Step Functions needs to run a SageMaker job and to wait for it (its guide, "IAM policies for SageMaker").
import type { JobStep } from "../../../contracts/steps";
import type { PolicyStatement } from "../../iam";
import type { ModelScope } from "../../scope";

/** PassRole is not included: the role that is passed grants it. */
export function jobStatements(
  kind: "ProcessingJob" | "TrainingJob",
  step: JobStep,
  model: ModelScope,
): PolicyStatement[] {
  return [
    {
      sid: `Run${kind}s`,
      actions: [
        `sagemaker:Create${kind}`,
        `sagemaker:Describe${kind}`,
        `sagemaker:Stop${kind}`,
        // Step Functions marks the jobs that it manages with a tag.
        "sagemaker:AddTags",
        "sagemaker:ListTags",
      ],
      resources: [model.madeBy(step)],
      wildcardReason: "Jobs are named after runs, which are not known beforehand.",
    },
    {
      sid: "HearOfFinishedJobs",
      actions: ["events:DescribeRule", "events:PutRule", "events:PutTargets"],
      resources: [model.arn("events", `rule/StepFunctionsGetEventsForSageMaker${kind}sRule`)],
    },
  ];
}
