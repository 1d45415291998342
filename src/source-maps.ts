// Imported first by main.ts. cdktf records a stack trace for each value, and Node maps every line of it back to
// TypeScript. That takes a third of the time of a synth, for traces that are read only when the program is broken.
// eslint-disable-next-line no-restricted-syntax -- concerns the program itself, not what it deploys
if (process.env.DEBUG === undefined) {
  process.setSourceMapsEnabled(false);
  // cdktf takes its traces with this method; errors that are thrown keep theirs.
  Error.captureStackTrace = () => undefined;
  process.on("uncaughtExceptionMonitor", () => {
    process.stderr.write("This is a bug of the program. With DEBUG=1 the stack trace names the lines of TypeScript.\n");
  });
}
