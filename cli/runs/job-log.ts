// Reads the last lines of a SageMaker job's log from CloudWatch Logs.
import { CloudWatchLogsClient, DescribeLogStreamsCommand, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { AwsSettings } from "../aws/settings";
import type { Job } from "./timeline";

export const logGroupOf = (job: Job): string => `/aws/sagemaker/${job.kind}`;

export async function lastLogLines(settings: AwsSettings, job: Job, lines: number): Promise<readonly string[]> {
  const logs = new CloudWatchLogsClient(settings);
  const logGroupName = logGroupOf(job);
  try {
    const streams = await logs.send(
      new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: `${job.name}/` }),
    );
    const logStreamName = streams.logStreams?.at(-1)?.logStreamName;
    if (!logStreamName) return [];
    const { events } = await logs.send(
      new GetLogEventsCommand({ logGroupName, logStreamName, limit: lines, startFromHead: false }),
    );
    return (events ?? []).map(({ message }) => message ?? "").slice(-lines);
  } catch (error) {
    if ((error as Error).name === "ResourceNotFoundException") return [];
    throw error;
  }
}
