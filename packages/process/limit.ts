// Limits how many actions run at once: processes that take hundreds of megabytes each must not start all together.

/** Returns a function that runs actions in the order in which they are given, at most `most` of them at once. */
export function limit(most: number): <T>(action: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (action) => {
    if (running >= most) await new Promise<void>((begin) => waiting.push(begin));
    else running++;
    try {
      return await action();
    } finally {
      // Passes the slot to the next one, so that no later action can take it.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
