// Runs inside the function's process: loads the handler once, then processes one invocation after the other. Requests
// are lines of JSON on stdin; responses are lines of JSON on the descriptor LOCAL_AWS_ANSWERS. Whatever the function
// prints is its log; a line that begins with NUL ends the log of an invocation.
import { existsSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { format } from "node:util";

const answers = Number(process.env.LOCAL_AWS_ANSWERS);
delete process.env.LOCAL_AWS_ANSWERS;
const taskRoot = process.env.LAMBDA_TASK_ROOT;
const exit = process.exit.bind(process);
let requestId = "";

function write(descriptor, text) {
  const bytes = Buffer.from(text);
  for (let sent = 0; sent < bytes.length;) {
    try {
      sent += writeSync(descriptor, bytes, sent);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error; // the pipe is full: the reader empties it
    }
  }
}

function answer(message) {
  write(1, `\0${requestId}\n`);
  write(answers, JSON.stringify(message) + "\n");
}

function failure(error) {
  if (!(error instanceof Error)) {
    return { errorType: typeof error, errorMessage: typeof error === "string" ? error : format(error), trace: [] };
  }
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") };
}

for (const [method, level] of Object.entries({
  log: "INFO",
  info: "INFO",
  warn: "WARN",
  error: "ERROR",
  debug: "DEBUG",
  trace: "TRACE",
})) {
  console[method] = (...parts) => {
    const timestamp = new Date().toISOString();
    const message = format(...parts);
    if (process.env.AWS_LAMBDA_LOG_FORMAT === "JSON") {
      write(1, JSON.stringify({ timestamp, level, requestId, message }) + "\n");
    } else {
      write(1, `${timestamp}\t${requestId || "undefined"}\t${level}\t${message.replaceAll("\n", "\r")}\n`);
    }
  };
}

function named(errorType, message) {
  return Object.assign(new Error(message), { name: errorType });
}

async function load() {
  const [, path, name] = /^(.*)\.([^.]+)$/.exec(process.env._HANDLER ?? "") ?? [];
  if (!name) throw named("Runtime.MalformedHandlerName", "Bad handler");
  const file = [".js", ".mjs", ".cjs"].map((extension) => join(taskRoot, path + extension)).find(existsSync);
  if (!file) throw named("Runtime.ImportModuleError", `Error: Cannot find module '${path}'`);
  let module;
  try {
    module = file.endsWith(".mjs") ? await import(pathToFileURL(file)) : createRequire(file)(file);
  } catch (error) {
    if (error instanceof SyntaxError) throw named("Runtime.UserCodeSyntaxError", `SyntaxError: ${error.message}`);
    if (error?.code !== "ERR_REQUIRE_ESM") throw error;
    module = await import(pathToFileURL(file));
  }
  const handler = module[name] ?? module.default?.[name];
  if (typeof handler !== "function") {
    throw named("Runtime.HandlerNotFound", `${process.env._HANDLER} is undefined or not exported`);
  }
  return handler;
}

function contextOf(request, finish) {
  const deadline = Date.now() + request.timeout * 1000;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: request.arn,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    awsRequestId: request.id,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: request.clientContext ?? undefined,
    identity: undefined,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: finish,
    fail: (error) => finish(error ?? "handled"),
    succeed: (result) => finish(null, result),
  };
}

function call(handler, request) {
  return new Promise((resolve, reject) => {
    const finish = (error, result) => (error ? reject(error) : resolve(result));
    const returned = handler(request.event, contextOf(request, finish), finish);
    if (typeof returned?.then === "function") returned.then(resolve, reject);
    // A handler without a callback that does not return a promise has finished.
    else if (handler.length < 3) resolve(returned);
  });
}

function die(errorType, error) {
  const { errorMessage, trace } = failure(error);
  console.error(`${errorType}`, error);
  // The answer arrives before the process has ended: it must not get another invocation meanwhile.
  answer({ error: { errorType, errorMessage, trace }, memory: process.memoryUsage().rss, ends: true });
  exit(1);
}
process.on("uncaughtException", (error) => die(error?.name ?? "Error", error));
process.on("unhandledRejection", (error) => die("Runtime.UnhandledPromiseRejection", error));

let handler;
try {
  handler = await load();
} catch (error) {
  console.error("Uncaught Exception", JSON.stringify(failure(error)));
  answer({ error: failure(error) });
  exit(1);
}
answer({ ready: true });

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  requestId = request.id;
  process.env._X_AMZN_TRACE_ID = request.traceId;
  let message;
  try {
    message = { result: JSON.stringify(await call(handler, request)) ?? "null" };
  } catch (error) {
    console.error("Invoke Error", JSON.stringify(failure(error)));
    message = { error: failure(error) };
  }
  answer({ ...message, memory: process.memoryUsage().rss });
}
