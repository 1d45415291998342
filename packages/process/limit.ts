// So many at a time: processes that each take hundreds of megabytes must not all start at once.

/** Returns a function that runs actions, at most `most` of them at the same time, in the order in which they are given. */
export function limit(most: number): <T>(action: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (action) => {
    if (running >= most) await new Promise<void>((begin) => waiting.push(begin));
    else running++;
    try {
      return await action();
    } finally {
      // The place goes to the next one, so that no newcomer takes it.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
