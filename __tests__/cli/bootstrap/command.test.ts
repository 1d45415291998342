// What the command prints before it changes anything, run as a separate process, as an operator does.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { findCommand } from "../../../cli/command-table";
import { parse } from "../../../cli/command-table/parse";
import { AwsStub } from "../../lambda-src/support/aws-stub";
import { scratch } from "../../support/scratch";

const root = join(__dirname, "../../..");

async function bootstrap(args: readonly string[], variables: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ["--import", "tsx", "cli/main.ts", "bootstrap", ...args], {
    cwd: root,
    env: { ...process.env, PLATFORM_WORK: scratch(), ...variables },
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, errors };
}

const usage = `Usage: npm run bootstrap -- ENV [--yes] [--unlock LOCK_ID]
Help:  npm run bootstrap -- --help`;

it.each([
  [["test"], 'ENV: got "test"; allowed: dev, staging, prod'],
  [["local"], 'ENV: got "local"; allowed: dev, staging, prod (local is for `npm start` and `npm stop`)'],
  [[], "ENV: got nothing; allowed: dev, staging, prod"],
])("takes an environment with an account of its own, not %j", async (args, problem) => {
  const [command, rest] = findCommand(["bootstrap", ...args]);
  await expect(parse(command, rest)).rejects.toThrow(`npm run bootstrap: 1 problem\n  - ${problem}\n\n${usage}`);
});

it("refuses the credentials of another account", async () => {
  const sts = await AwsStub.start();
  const identity = "<Account>999999999999</Account><Arn>arn:aws:iam::999999999999:user/ann</Arn>";
  sts.reset(() => ({
    body: `<GetCallerIdentityResponse><GetCallerIdentityResult>${identity}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
  }));
  const { code, errors } = await bootstrap(["dev"], { AWS_ENDPOINT_URL: process.env.AWS_ENDPOINT_URL });
  await sts.stop();
  expect(errors).toContain(
    "These credentials are those of account 999999999999 (arn:aws:iam::999999999999:user/ann), but the environment dev belongs to 111111111111.",
  );
  expect(errors).toContain("Nothing was changed.");
  expect(sts.received).toHaveLength(1);
  expect(code).toBe(1);
}, 30_000);
