// What Step Functions needs in order to run a SageMaker job and to wait for it (its guide, "IAM policies for SageMaker").
import type { PolicyStatement } from "../../iam";
import { runName } from "../../naming";

export interface JobStatementsProps {
  readonly kind: "ProcessingJob" | "TrainingJob";
  readonly region: string;
  readonly accountId: string;
  readonly environmentName: string;
  /** What job names say after the environment. */
  readonly step: string;
}

const resourceTypes = { ProcessingJob: "processing-job", TrainingJob: "training-job" };

/** PassRole is not among them: the role that is passed grants it. */
export function jobStatements({
  kind,
  region,
  accountId,
  environmentName,
  step,
}: JobStatementsProps): PolicyStatement[] {
  const prefix = `${region}:${accountId}`;
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
      resources: [`arn:aws:sagemaker:${prefix}:${resourceTypes[kind]}/${runName(environmentName, step)}-*`],
      wildcardReason: "Jobs are named after executions, which are not known beforehand.",
    },
    {
      sid: "HearOfFinishedJobs",
      actions: ["events:DescribeRule", "events:PutRule", "events:PutTargets"],
      resources: [`arn:aws:events:${prefix}:rule/StepFunctionsGetEventsForSageMaker${kind}sRule`],
    },
  ];
}
