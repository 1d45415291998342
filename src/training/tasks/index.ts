// States that do work. Each knows its own ASL and the permissions that it needs.
export type { JobEnvironment, S3Source } from "./job-environment";
export { LambdaTask } from "./lambda-task";
export { nameExpression, nameInArn, newRunId, runUriExpression } from "./names";
export { S3PutObjectTask } from "./s3-put-object-task";
export { SageMakerApiTask } from "./sagemaker-api-task";
export { SageMakerProcessingTask } from "./sagemaker-processing-task";
export { SageMakerTrainingTask } from "./sagemaker-training-task";
export { SnsPublishTask } from "./sns-publish-task";
