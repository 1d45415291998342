// Ctrl-C: each child is signalled once and can save its work, and the command ends with exit code 130.

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

/** SIGINT arrives twice if npm passes on what the terminal has already sent: only the first counts. */
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

/** For use between two steps: stops when nothing is half done. */
export function throwIfInterrupted(): void {
  if (interrupted) throw new Interrupted("Interrupted. The same command goes on from here.");
}

/** Sleeps, but ends at once on an interrupt. */
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
