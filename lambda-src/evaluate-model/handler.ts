// Reads the evaluation job's result and decides whether the model may be deployed.
import { Logger } from "@aws-lambda-powertools/logger";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import type { Context } from "aws-lambda";
import { type Decision, payload, type Payload } from "../../contracts/functions/evaluate-model";
import { problemsOf } from "../shared/problems";
import { parseS3Uri } from "../shared/s3-uri";
import { findChampion } from "./champion";
import { decide } from "./decide";
import { carriedSample, parseEvaluation } from "./evaluation";
import { metadataOf } from "./metadata";

const logger = new Logger({ serviceName: "evaluate-model" });
const s3 = new S3Client({});
const sagemaker = new SageMakerClient({});

export async function handler(event: unknown, context?: Context): Promise<Decision> {
  if (context) logger.addContext(context);
  const decision = await evaluate(parseInput(event));
  // The sample contains rows of data: it belongs in the decision, not in the log.
  logger.info("Decided", { decision: { ...decision, sample: undefined } });
  return decision;
}

async function evaluate(input: Payload): Promise<Decision> {
  const { evaluationUri, metric, threshold, championTolerance, modelPackageGroupName } = input;
  const evaluation = parseEvaluation(await readText(evaluationUri), evaluationUri);
  const purpose = metadataOf({ task: evaluation.task, target: evaluation.target, metric });
  const champion = await findChampion(sagemaker, { modelPackageGroupName, purpose, except: input.modelPackageArn });
  const value = evaluation.metrics[metric] ?? null;
  const baseline = evaluation.baseline[metric] ?? null;
  return {
    ...decide({ metric, value, baseline }, { threshold, champion, championTolerance }),
    metric,
    value,
    threshold,
    baseline,
    champion,
    sample: carriedSample(evaluation),
    metadata: { ...metadataOf({ ...input.record, evaluationUri, value: value ?? "none" }), ...purpose },
  };
}

function parseInput(event: unknown): Payload {
  const result = payload.safeParse(event);
  if (result.success) return result.data;
  throw new Error(`The input of evaluate-model is not valid: ${problemsOf(result.error)}`);
}

async function readText(uri: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand(parseS3Uri(uri)));
  return Body!.transformToString("utf-8");
}
