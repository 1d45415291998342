import { existsSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { descendants, isAlive, signal } from "../../../packages/process/tree";
import { cli, succeed } from "../support/cli";
import { work } from "../support/folder";
import { server } from "../support/platform";

describe("after a crash of the local AWS", () => {
  let family: readonly number[];
  let port: number;

  beforeAll(async () => {
    const { pid } = server();
    port = server().port;
    family = [pid, ...descendants(pid).map((child) => child.pid)];
    signal(pid, "SIGKILL");
    while (isAlive(pid)) await new Promise((done) => setTimeout(done, 50));
  });

  test("npm run local says what happened", async () => {
    const { code, output } = await cli("local", "true");
    expect([code, output.trim()]).toEqual([
      1,
      "The local AWS has ended unexpectedly. `npm start` starts it again with what it had saved.",
    ]);
  });

  test("npm stop destroys every stack and proves that nothing is left", async () => {
    const { output } = await succeed("stop");
    expect(output).toMatch(/✔ Local AWS +restarted at/);
    expect(output).toMatch(/✔ Models +2 endpoints, \d+ models, \d+ model packages deleted/);
    for (const stack of ["flowers", "machine-failure"]
      .map((model) => `model-${model}`)
      .concat("training", "retention", "storage", "network")) {
      expect(output).toMatch(new RegExp(`✔ Stacks .*\\b${stack} [1-9]\\d*\\b.* destroyed`));
    }
    for (const service of ["SageMaker", "Step Functions", "Lambda", "S3", "KMS", "IAM", "EC2"]) {
      expect(output).toMatch(new RegExp(`^ +${service} .* 0( |$)`, "m"));
    }
    expect(output).toMatch(/✔ Local AWS +stopped, with all its processes/);
    expect(output).toContain("Nothing is left.");
  });

  test("no process, no port, no state", async () => {
    expect(family.filter(isAlive)).toEqual([]);
    await expect(listens(port)).resolves.toBe(false);
    expect(existsSync(join(work, ".local", "aws"))).toBe(false);
    expect(existsSync(join(work, ".local", "environment.json"))).toBe(false);
  });
});

function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      done(true);
    });
    socket.on("error", () => done(false));
  });
}
