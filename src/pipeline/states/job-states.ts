// From a CSV file to a model and its evaluation: three SageMaker jobs.
import { metricsByTask } from "../../environments/metrics";
import type { PipelineDefinitionProps } from "../definition-props";
import type { StateName } from "../state-names";
import { runUriExpression, SageMakerProcessingTask, SageMakerTrainingTask, temporaryUriExpression } from "../tasks";
import { patiently } from "./patient-job";

const splits = ["train", "validation", "test", "schema"] as const;

export function jobStates(props: PipelineDefinitionProps) {
  const { pipeline } = props.environment;
  const { pollSeconds, target, task, seed } = pipeline;
  const run = (path: string) => runUriExpression(props.artifactsBucket.bucketName, path);
  const split = (name: string) => temporaryUriExpression(props.artifactsBucket.bucketName, `split/${name}`);
  const common = { codeUri: props.code.folderUri, jobs: props.processing };
  const learning = ["--target", target, "--task", task, "--seed", String(seed)];
  return {
    ...patiently("Preprocess", pollSeconds, (onError) => {
      const drops = pipeline.drop.flatMap((column) => ["--drop", column]);
      return new SageMakerProcessingTask<StateName>({
        ...common,
        step: "preprocess",
        instanceTypePath: "$.run.settings.processingInstanceType",
        script: "preprocess.py",
        arguments: [
          ...["--input", "/opt/ml/processing/input/data", "--output", "/opt/ml/processing/output"],
          ...learning,
          ...drops,
        ],
        inputs: [{ name: "data", uri: "$.data.s3Uri" }],
        outputs: splits.map((name) => ({ name, path: `output/${name}`, uri: split(name) })),
        resultPath: "$.preprocess",
        next: "Train",
        onError,
      });
    }),
    ...patiently(
      "Train",
      pollSeconds,
      (onError) =>
        new SageMakerTrainingTask<StateName>({
          jobs: props.training,
          step: "train",
          instanceTypePath: "$.run.settings.trainingInstanceType",
          codeArchiveUri: props.code.archiveUri,
          script: "train.py",
          hyperparameters: { target, task, metric: pipeline.metric, seed },
          channels: (["train", "validation", "schema"] as const).map((name) => ({ name, uri: split(name) })),
          outputUri: run("model"),
          metrics: metricsByTask[task],
          spotMaxWaitSeconds: pipeline.maxWaitSeconds,
          resultPath: "$.training",
          next: "Evaluate",
          onError,
        }),
    ),
    ...patiently(
      "Evaluate",
      pollSeconds,
      (onError) =>
        new SageMakerProcessingTask<StateName>({
          ...common,
          step: "evaluate",
          instanceTypePath: "$.run.settings.processingInstanceType",
          script: "evaluate.py",
          arguments: [
            ...["--model", "/opt/ml/processing/input/model", "--test", "/opt/ml/processing/input/test"],
            ...["--output", "/opt/ml/processing/output/evaluation", ...learning],
          ],
          inputs: [
            { name: "model", uri: "$.training.modelUri" },
            { name: "test", uri: split("test") },
          ],
          outputs: [{ name: "evaluation", path: "output/evaluation", uri: run("evaluation") }],
          resultPath: "$.evaluation",
          next: "Decide",
          onError,
        }),
    ),
  };
}
