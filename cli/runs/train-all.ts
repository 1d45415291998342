// Trains several models in parallel: uploads the data of each, and follows all runs at once.
import { UserError } from "../../packages/errors";
import { shown } from "../data/data-files";
import { findUpload, type Upload, upload } from "../data/upload";
import type { Steps } from "../terminal/steps";
import { awaitRun } from "./await-run";
import type { DeployedModel } from "./deployed-model";
import { describeRun, executionArn, followRun, type Run } from "./follow";
import { outcomeOf } from "./outcome";

export interface ToTrain {
  readonly model: DeployedModel;
  /** Absolute path of a CSV file. */
  readonly file: string;
  /** Whether the deployed model is unchanged: then a run on the same data need not be repeated. */
  readonly unchanged: boolean;
}

export interface Trained {
  readonly model: DeployedModel;
  readonly file: string;
  /** Whether it existed before. */
  readonly reused: boolean;
  /** The run, or the reason why there is none. */
  readonly run: Run | UserError;
}

type Begun = ToTrain & { readonly before?: Upload; readonly ended: boolean };

export async function trainAll(steps: Steps, models: readonly ToTrain[]): Promise<readonly Trained[]> {
  const begun = await Promise.all(models.map(earlierRun));
  const missing = begun.filter(({ before }) => before === undefined);
  const uploads = missing.length > 0 ? await uploadStep(steps, missing) : new Map<ToTrain, Upload>();
  return steps.run(
    begun.every(({ ended }) => ended) ? "Last run" : "Training",
    ({ now, note }) => {
      const current = new Map<string, string>();
      const name = nameColumn(models);
      return Promise.all(
        begun.map(async (wanted) => {
          const { model, file, before } = wanted;
          const show = (state: string) => {
            current.set(model.model, `${name(model.model)}${state}`);
            now([...current.values()].join(", "));
          };
          const run = await follow(model, before ?? uploads.get(wanted)!, show, (line) =>
            note(`${name(model.model)}${line}`),
          );
          current.delete(model.model);
          return { model, file, reused: before !== undefined, run };
        }),
      );
    },
    (trained) => trained.map(describe).join(", "),
    (trained) => trained.some(({ run }) => run instanceof UserError || run.status !== "SUCCEEDED"),
  );
}

function uploadStep(steps: Steps, missing: readonly ToTrain[]): Promise<ReadonlyMap<ToTrain, Upload>> {
  return steps.run(
    "Upload",
    () => uploadEach(missing),
    (uploads) => [...new Set([...uploads].map(([{ file }, upload]) => uploaded(file, upload)))].join(", "),
  );
}

/** One upload for all models that read a file from the same folder, because each of them starts a run for it. */
async function uploadEach(wanted: readonly ToTrain[]): Promise<ReadonlyMap<ToTrain, Upload>> {
  const shared = new Map<string, Promise<Upload>>();
  const uploads = wanted.map(async (one): Promise<[ToTrain, Upload]> => {
    const place = `${one.model.outputs.upload_uri} ${one.file}`;
    const uploading = shared.get(place) ?? upload(one.model, one.file);
    shared.set(place, uploading);
    return [one, await uploading];
  });
  return new Map(await Promise.all(uploads));
}

/** A run that failed may succeed now, so it does not count. */
async function earlierRun(wanted: ToTrain): Promise<Begun> {
  const { model, file, unchanged } = wanted;
  const before = unchanged ? await findUpload(model, file) : undefined;
  const run = before && (await describeRun(model.aws, executionArn(model.outputs.state_machine_arn, before.execution)));
  const usable = run?.status === "SUCCEEDED" || run?.status === "RUNNING";
  return { ...wanted, before: usable ? before : undefined, ended: run?.status === "SUCCEEDED" };
}

/** If one model rejects its file, the others are still followed. */
async function follow(
  model: DeployedModel,
  upload: Upload,
  now: (text: string) => void,
  note: (text: string) => void,
): Promise<Run | UserError> {
  try {
    return await followRun(model.aws, await awaitRun(model, upload), now, note);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** Which model a line is about; empty if there is only one. */
function nameColumn(models: readonly ToTrain[]): (model: string) => string {
  const width = Math.max(...models.map(({ model }) => model.model.length)) + 2;
  return (model) => (models.length > 1 ? model.padEnd(width) : "");
}

function uploaded(file: string, { bucket, key }: Upload): string {
  return `${shown(file)} to s3://${bucket}/${key}`;
}

function describe({ model, run }: Trained): string {
  return run instanceof UserError ? `${model.model} rejected` : `${model.model} ${outcomeOf(run)}`;
}
