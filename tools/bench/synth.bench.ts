// Time and memory for synthesizing prod: the whole program in its own process, as an operator runs it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The isolated Studio reference in CDK (61 resources): the app alone, measured on a machine with 2 cores, Node 20.20.
 */
const reference = { seconds: 6.2, megabytes: 334 };
/** Number of models -> the time that synthesizing prod with this many may take. */
const limits: Readonly<Record<number, Measurement>> = {
  1: { seconds: 1, megabytes: 250 },
  10: { seconds: 1.1, megabytes: 260 },
  50: { seconds: 1.5, megabytes: 300 },
};
const runs = 5;

interface Measurement {
  readonly seconds: number;
  readonly megabytes: number;
}

function main(): void {
  console.log(`synth of prod: median of ${runs} runs, greatest memory`);
  for (const [models, limit] of Object.entries(limits)) measure(Number(models), limit);
  console.log(`machine: ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`);
}

function measure(models: number, limit: Measurement): void {
  const folder = mkdtempSync(join(tmpdir(), "bench-synth-"));
  try {
    synth(folder, models); // fills the file cache and tsx's
    const measurements = Array.from({ length: runs }, () => synth(folder, models));
    const seconds = median(measurements.map((measurement) => measurement.seconds));
    const megabytes = Math.max(...measurements.map((measurement) => measurement.megabytes));
    console.log(
      ` ${models} ${models === 1 ? "model" : "models"}, ${readdirSync(join(folder, "stacks")).length} stacks`,
    );
    console.log(row("seconds", seconds, "s", limit.seconds, reference.seconds, 2));
    console.log(row("peak memory", megabytes, "MB", limit.megabytes, reference.megabytes, 0));
    if (seconds > limit.seconds || megabytes > limit.megabytes) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The child reports its own peak memory, as the shell's `time` would. */
function synth(folder: string, models: number): Measurement {
  const report = join(folder, "report-peak.cjs");
  writeFileSync(report, `${reportPeak}\n${multiplyModels(models)}`);
  const args = ["--require", report, "--require", "tsx/cjs", "main.ts"];
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: join(__dirname, "..", ".."),
    env: { ...process.env, TF_WORKSPACE: "prod", CDKTF_OUTDIR: folder },
    encoding: "utf8",
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const peak = /peak=(\d+)/.exec(stdout);
  if (status !== 0 || !peak) throw new Error(`synth failed with exit code ${status}:\n${stderr}`);
  return { seconds, megabytes: Number(peak[1]) / 1024 };
}

const reportPeak = 'process.on("exit", () => process.stdout.write("\\npeak=" + process.resourceUsage().maxRSS));';

/** Gives main.ts a prod with additional models that are copies of its first one. */
function multiplyModels(count: number): string {
  return `
const Module = require("node:module");
const load = Module._load;
const names = Array.from({ length: ${count} }, (_, index) => "model-" + (index + 1));
Module._load = (request, parent, isMain) => {
  const exports = load(request, parent, isMain);
  if (request !== "./src/environments") return exports;
  const loadEnvironment = () => {
    const environment = exports.loadEnvironment();
    const [model] = Object.values(environment.models);
    const models = Object.fromEntries(names.map((name) => [name, { ...model, name, uploads: name }]));
    return { ...environment, models };
  };
  return { ...exports, loadEnvironment };
};`;
}

function row(what: string, value: number, unit: string, limit: number, reference: number, digits: number): string {
  const verdict = value <= limit ? "within" : "OVER";
  const ratio = (value / reference).toFixed(2);
  return `  ${what}: ${value.toFixed(digits)} ${unit} (${verdict} the limit of ${limit} ${unit}; ${ratio} x the CDK reference's ${reference} ${unit})`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

main();
