import { limit } from "../limit";

/** Actions that end when the test says so. */
function actions() {
  const log: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const action = (name: string) => async () => {
    log.push(`begin ${name}`);
    await new Promise<void>((done, failed) => ends.set(name, (error) => (error ? failed(error) : done())));
    return name;
  };
  const end = async (name: string, error?: Error) => {
    ends.get(name)!(error);
    await new Promise(setImmediate);
  };
  return { log, action, end };
}

test("so many at a time, the others in the order in which they came", async () => {
  const atATime = limit(2);
  const { log, action, end } = actions();
  const results = ["a", "b", "c", "d"].map((name) => atATime(action(name)));
  await new Promise(setImmediate);
  expect(log).toEqual(["begin a", "begin b"]);
  await end("b");
  expect(log.at(-1)).toBe("begin c");
  await end("a");
  expect(log.at(-1)).toBe("begin d");
  await end("c");
  await end("d");
  expect(await Promise.all(results)).toEqual(["a", "b", "c", "d"]);
});

test("one that fails makes room as well", async () => {
  const atATime = limit(1);
  const { log, action, end } = actions();
  const first = atATime(action("a"));
  const second = atATime(action("b"));
  await new Promise(setImmediate);
  const failed = expect(first).rejects.toThrow("no");
  await end("a", new Error("no"));
  await failed;
  expect(log.at(-1)).toBe("begin b");
  await end("b");
  expect(await second).toBe("b");
});
