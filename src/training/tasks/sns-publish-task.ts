// Sends a message to a topic.
import { snsRetries } from "../asl";
import { Task, type TaskFlow } from "./task";

export interface SnsPublishTaskProps<Name extends string> extends TaskFlow<Name> {
  readonly topicArn: string;
  /** An expression; SNS accepts at most 100 characters of ASCII. */
  readonly subject: string;
  /** An expression. */
  readonly message: string;
}

export class SnsPublishTask<Name extends string> extends Task<Name> {
  constructor({ topicArn, subject, message, ...flow }: SnsPublishTaskProps<Name>) {
    super(
      { ...flow, resultPath: null },
      {
        integration: "sns:publish",
        parameters: { TopicArn: topicArn, "Subject.$": subject, "Message.$": message },
        retry: snsRetries,
        timeoutSeconds: 60,
        statements: [{ sid: "PublishFailures", actions: ["sns:Publish"], resources: [topicArn] }],
      },
    );
  }
}
