// Each AWS call of a function, as the requests that AWS checks.
import { places } from "../matrix/row";
import { ask, type Request } from "../support/simulate";
import type { World } from "../support/world";

/** Construct of the function -> its folder. */
export const functions = {
  "training/Functions/EvaluateModel": "evaluate-model",
  "training/Functions/Predict": "predict",
  "training/Functions/StartPipeline": "start-pipeline",
} as const;

type Folder = (typeof functions)[keyof typeof functions];

export function requestsOf(world: World, folder: Folder): Readonly<Record<string, readonly Request[]>> {
  return calls[folder](world);
}

const calls: Readonly<Record<Folder, (world: World) => Readonly<Record<string, readonly Request[]>>>> = {
  "evaluate-model": (world) => {
    const { runs, modelPackage } = places(world).models[0]!;
    return {
      "client-s3 GetObjectCommand": ask("s3:GetObject", `${runs}/evaluation/evaluation.json`),
      "client-sagemaker DescribeModelPackageCommand": ask("sagemaker:DescribeModelPackage", modelPackage),
      "client-sagemaker paginateListModelPackages": ask("sagemaker:ListModelPackages", modelPackage),
    };
  },
  predict: (world) => ({
    "client-sagemaker-runtime InvokeEndpointCommand": ask(
      "sagemaker:InvokeEndpoint",
      places(world).models[0]!.endpoint,
    ),
  }),
  "start-pipeline": (world) => {
    const { topic, models } = places(world);
    const { upload, rejected, name, stateMachine } = models[0]!;
    return {
      // Uploads are read in the version that the event names.
      "client-s3 CopyObjectCommand": [...ask("s3:GetObjectVersion", upload), ...ask("s3:PutObject", rejected)],
      "client-s3 DeleteObjectCommand": ask("s3:DeleteObject", upload),
      "client-s3 GetObjectCommand": ask(["s3:GetObject", "s3:GetObjectVersion"], upload),
      "client-s3 HeadObjectCommand": ask("s3:GetObject", upload),
      "client-s3 PutObjectCommand": ask("s3:PutObject", `${rejected}.${name}.reason.json`),
      "client-sfn StartExecutionCommand": ask("states:StartExecution", stateMachine),
      "client-sns PublishCommand": ask("sns:Publish", topic),
    };
  },
};
