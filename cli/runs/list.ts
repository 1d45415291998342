// The runs of a model as data, newest first: `npm run runs` prints them as a table or as JSON.
import { type ExecutionListItem, paginateListExecutions, SFNClient } from "@aws-sdk/client-sfn";
import type { RunInput, RunOutput } from "../../contracts/run";
import type { DeployedModel } from "./deployed-model";
import { describeRun } from "./follow";

export interface RunSummary {
  readonly model: string;
  readonly name: string;
  readonly started: Date;
  /** Undefined while it runs. */
  readonly ended?: Date;
  /** The file below `incoming/` that it learns from, or the model package that it deploys. */
  readonly data: string;
  readonly metric?: { readonly name: string; readonly value: number };
  /** The terminal state of a successful run; otherwise "Running", "Failed", "TimedOut" or "Aborted". */
  readonly end: string;
  /** Of a failed run. */
  readonly error?: string;
  /** Its page in the AWS console; the local AWS has none. */
  readonly link?: string;
}

export async function listRuns(model: DeployedModel, most: number): Promise<readonly RunSummary[]> {
  const items = await newest(model, most);
  return Promise.all(items.map((item) => summarize(model, item)));
}

async function newest({ aws, outputs }: DeployedModel, most: number): Promise<readonly ExecutionListItem[]> {
  const found: ExecutionListItem[] = [];
  const config = { client: new SFNClient(aws), pageSize: Math.min(most, 100) };
  for await (const page of paginateListExecutions(config, { stateMachineArn: outputs.state_machine_arn })) {
    found.push(...(page.executions ?? []));
    if (found.length >= most) break;
  }
  return found.slice(0, most);
}

async function summarize(model: DeployedModel, item: ExecutionListItem): Promise<RunSummary> {
  const { executionArn, name, startDate, stopDate, status } = item;
  const details = await describeRun(model.aws, executionArn!);
  const output = details?.output ? (JSON.parse(details.output) as Partial<RunOutput>) : undefined;
  const decision = output?.decision;
  return {
    model: model.model,
    name: name!,
    started: startDate!,
    ended: stopDate,
    data: dataOf(details?.input),
    metric: typeof decision?.value === "number" ? { name: decision.metric, value: decision.value } : undefined,
    end: output?.outcome ?? readable(status!),
    error: details?.error,
    link: model.onThisMachine ? undefined : consolePage(model.aws.region, executionArn!),
  };
}

/** The data or package in a run's input, in a few words. */
export function dataOf(input: string | undefined): string {
  const { data, modelPackageArn } = JSON.parse(input ?? "{}") as RunInput;
  if (data) return data.s3Uri.replace(/^s3:\/\/[^/]+\/(incoming\/)?/, "");
  return modelPackageArn ? `package ${modelPackageArn.split("/").slice(-2).join("/")}` : "";
}

export function consolePage(region: string, executionArn: string): string {
  return `https://${region}.console.aws.amazon.com/states/home?region=${region}#/v2/executions/details/${executionArn}`;
}

/** TIMED_OUT -> TimedOut */
function readable(status: string): string {
  return status
    .toLowerCase()
    .split("_")
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join("");
}
