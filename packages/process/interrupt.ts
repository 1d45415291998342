// Ctrl-C: each child hears of it once, can save what it must, and the command ends with exit code 130.

export class Interrupted extends Error {
  constructor(
    message: string,
    readonly exitCode = 130,
  ) {
    super(message);
  }
}

let interrupted = false;
const listeners = new Set<() => void>();

/** SIGINT arrives twice where npm's parent passes on what the terminal already sent: only the first counts. */
export function listenForInterrupts(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (interrupted) return;
      interrupted = true;
      for (const listener of listeners) listener();
    });
  }
}

/** Calls the listener at the first interrupt, until the returned function is called. */
export function onInterrupt(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Between two steps: the place to stop when nothing is half done. */
export function throwIfInterrupted(): void {
  if (interrupted) throw new Interrupted("Interrupted. The same command goes on from here.");
}

/** Sleeps, but not through an interrupt. */
export async function pause(milliseconds: number): Promise<void> {
  throwIfInterrupted();
  await new Promise<void>((done) => {
    const wake = () => {
      clearTimeout(timer);
      forget();
      done();
    };
    const timer = setTimeout(wake, milliseconds);
    const forget = onInterrupt(wake);
  });
  throwIfInterrupted();
}
