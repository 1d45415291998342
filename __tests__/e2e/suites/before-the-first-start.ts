import { existsSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { begin, cli } from "../support/cli";
import { work } from "../support/folder";

describe("before anything runs", () => {
  beforeAll(async () => {
    // A killed test run may have left something.
    if (existsSync(work)) await cli("stop", "--discard");
    rmSync(work, { recursive: true, force: true });
  });

  test("npm stop: nothing is running", async () => {
    const { code, output } = await cli("stop");
    expect([code, output]).toEqual([0, "Nothing is running, and nothing is left.\n"]);
  });

  test("npm run local: says how to start", async () => {
    const { code, output } = await cli("local", "aws", "s3", "ls");
    expect([code, output.trim()]).toEqual([1, "The local AWS is not running. Start it: npm start"]);
  });

  test("a port that is taken: names the port and the way out", async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const { port } = other.address() as AddressInfo;
    const { code, output } = await begin(["start"], { LOCAL_AWS_PORT: String(port) }).finished;
    other.close();
    expect(code).toBe(1);
    expect(output).toContain(
      `Port ${port} is taken by another program, so the local AWS cannot listen there.\n` +
        "End that program, or choose another port: LOCAL_AWS_PORT=5577 npm start\n",
    );
  });
});
