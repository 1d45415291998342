// Replaces a command of the project: writes the files that other steps read, and ends as the test specifies.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Returns its exit code. */
export function replacedCommand(name, args, environment) {
  const scenario = JSON.parse(process.env.STAND_IN_SCENARIO);
  const { code = 0, changes = [], text = "" } = scenario[`${name} ${environment}`] ?? scenario[name] ?? {};
  if (name === "synth") write(`${args[args.indexOf("--output") + 1]}/manifest.json`, JSON.stringify({ environment }));
  if (name === "review") {
    const stack = code === 0 ? planned(changes) : { status: "failed" };
    write(
      `review/${environment}.json`,
      JSON.stringify({ version: 2, environment, stacks: { network: stack }, findings: [] }),
    );
    write(`review/${environment}.md`, `# ${environment}\n\n${text}\n`);
  }
  return code;
}

/** As in the real file, for these addresses. */
function planned(addresses) {
  const change = { kind: "update", digest: "1", shape: "1", attributes: {} };
  const changes = Object.fromEntries(addresses.map((address) => [address, change]));
  return { status: "planned", digest: `sha256:${"0".repeat(64)}`, sensitiveValues: "none", changes };
}

function write(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
