// From a CSV file to a model and its evaluation: three SageMaker jobs.
import { metricsByTask } from "../../../contracts/metrics";
import { evaluate, preprocess, type Split, train } from "../../../contracts/scripts";
import { paths } from "../../../contracts/state-paths";
import type { StateName } from "../../../contracts/state-names";
import { runFiles } from "../../../contracts/storage";
import type { TrainingDefinitionProps } from "../definition-props";
import { runUriExpression, type S3Source, SageMakerProcessingTask, SageMakerTrainingTask } from "../tasks";
import { retryOnCapacity } from "./capacity-retry";

export function jobStates(props: TrainingDefinitionProps) {
  const { artifactsBucketName, model: scope } = props;
  const { target, task, seed, metric, drop, training } = scope.model;
  const learning = { target, task, seed };
  const run = (path: string) => runUriExpression(artifactsBucketName, scope.runs, path);
  const split = (name: Split) => runUriExpression(artifactsBucketName, scope.temporary, `split/${name}`);
  const common = { codeUri: props.code.folderUri, jobs: props.processing };
  return {
    ...retryOnCapacity(
      "Preprocess",
      training.pollSeconds,
      (onError) =>
        new SageMakerProcessingTask<StateName>({
          ...common,
          step: "preprocess",
          instanceTypePath: paths.setting("processingInstanceType"),
          script: preprocess.script,
          arguments: preprocess.arguments({ ...learning, drop }),
          inputs: [{ name: preprocess.input, uri: paths.dataUri }],
          outputs: preprocess.outputs.map((name) => ({ name, uri: split(name) })),
          resultPath: paths.preprocess,
          next: "Train",
          onError,
        }),
    ),
    ...retryOnCapacity(
      "Train",
      training.pollSeconds,
      (onError) =>
        new SageMakerTrainingTask<StateName>({
          jobs: props.training,
          step: "train",
          instanceTypePath: paths.setting("trainingInstanceType"),
          codeArchiveUri: props.code.archiveUri,
          script: train.script,
          hyperparameters: train.hyperparameters(learning, metric),
          channels: train.channels.map((name) => ({ name, uri: split(name) })),
          outputUri: run(runFiles.model),
          metrics: metricsByTask[task],
          spotMaxWaitSeconds: training.maxWaitSeconds,
          resultPath: paths.training,
          next: "Evaluate",
          onError,
        }),
    ),
    ...retryOnCapacity(
      "Evaluate",
      training.pollSeconds,
      (onError) =>
        new SageMakerProcessingTask<StateName>({
          ...common,
          step: "evaluate",
          instanceTypePath: paths.setting("processingInstanceType"),
          script: evaluate.script,
          arguments: evaluate.arguments(learning),
          inputs: evaluationInputs({ model: paths.modelUri, test: split("test") }),
          outputs: [{ name: evaluate.output, uri: run(runFiles.evaluation) }],
          resultPath: paths.evaluation,
          next: "Decide",
          onError,
        }),
    ),
  };
}

function evaluationInputs(uris: Readonly<Record<(typeof evaluate.inputs)[number], string>>): S3Source[] {
  return evaluate.inputs.map((name) => ({ name, uri: uris[name] }));
}
