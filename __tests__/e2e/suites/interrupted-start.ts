import { DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { begin, cli, succeed } from "../support/cli";
import { work } from "../support/folder";
import { aws } from "../support/platform";

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

async function ownVpc(): Promise<boolean> {
  const { Vpcs } = await new EC2Client(aws()).send(new DescribeVpcsCommand({}));
  return Vpcs!.some(({ IsDefault }) => !IsDefault);
}

describe("Ctrl-C in the middle of a deploy", () => {
  test("Terraform saves what it has made, and the command ends with 130", async () => {
    const start = begin(["start"]);
    await start.said(/network: \d+ to add/);
    // Terraform waits 10 s for the VPC, so it is still at work once the VPC is there.
    while (!(await ownVpc())) await new Promise((done) => setTimeout(done, 200));
    start.child.kill("SIGINT");
    const { code, output } = await start.finished;
    expect(code).toBe(130);
    expect(output).toContain("Stack network: interrupted; Terraform finishes what it has begun and saves its state …");
    expect(output).toContain("What was done is saved. To go on from here: npm start (npm stop removes what was made)");
  });

  test("npm stop then removes it, and proves it", async () => {
    const { output } = await succeed("stop");
    expect(output).toMatch(/✔ Stacks +(storage \d+, )?network [1-9]\d*(, storage \d+)? destroyed/);
    expect(output).toContain("Nothing is left.");
    expect(existsSync(join(work, ".local", "aws"))).toBe(false);
  });
});
