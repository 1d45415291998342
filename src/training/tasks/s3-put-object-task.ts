// Writes a JSON value of the state to an object.
import { sdkRetries } from "../asl";
import { Task, type TaskFlow } from "./task";

export interface S3PutObjectTaskProps<Name extends string> extends TaskFlow<Name> {
  readonly bucketName: string;
  /** An expression for the key. */
  readonly key: string;
  /** ARN of the objects that the expression can name, with `*`. */
  readonly objectArns: string;
  /** Path of an object, which Step Functions writes as JSON. (A text would be written with quotes around it.) */
  readonly bodyPath: string;
}

export class S3PutObjectTask<Name extends string> extends Task<Name> {
  constructor({ bucketName, key, objectArns, bodyPath, ...flow }: S3PutObjectTaskProps<Name>) {
    super(
      { ...flow, resultPath: null },
      {
        integration: "aws-sdk:s3:putObject",
        parameters: { Bucket: bucketName, "Key.$": key, "Body.$": bodyPath, ContentType: "application/json" },
        retry: sdkRetries("S3"),
        timeoutSeconds: 60,
        statements: [
          {
            sid: "RecordFailures",
            actions: ["s3:PutObject"],
            resources: [objectArns],
            wildcardReason: "The folder is named after the execution, which is not known beforehand.",
          },
        ],
      },
    );
  }
}
