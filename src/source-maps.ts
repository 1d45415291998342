// Imported before everything else by main.ts. cdktf takes a stack trace of each value, and Node maps every line of it
// back to TypeScript: a third of the time of a synth, for traces that nobody reads unless the program is broken.
// eslint-disable-next-line no-restricted-syntax -- a matter of the program that runs, not of what it deploys
if (process.env.DEBUG === undefined) {
  process.setSourceMapsEnabled(false);
  // What cdktf takes its traces with; errors that are thrown have theirs all the same.
  Error.captureStackTrace = () => undefined;
  process.on("uncaughtExceptionMonitor", () => {
    process.stderr.write("This is a bug of the program. With DEBUG=1 the stack trace names the lines of TypeScript.\n");
  });
}
