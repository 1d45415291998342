// The calls to AWS that CI's commands make besides Terraform's: read from their source, allowed by CI's roles.
import { callsOfADeployment, callsOfADestruction, callsOfAPlan, notInCi } from "./facts/cli-calls";
import { cliCalls } from "./facts/client-calls";
import { withNeighbours } from "./support/environments";
import { unexpected } from "./support/simulate";

const dev = withNeighbours("dev");
const prod = withNeighbours("prod");

it.each(Object.entries({ ...callsOfAPlan(dev), ...callsOfADeployment(dev), ...callsOfADestruction(dev) }))(
  "%s calls what is known here, and nothing else",
  (file, known) => {
    expect(cliCalls()[file]).toEqual(Object.keys(known).sort());
  },
);

it("every file that calls AWS is known", () => {
  const known = [callsOfAPlan(dev), callsOfADeployment(dev), callsOfADestruction(dev)].flatMap(Object.keys);
  expect(Object.keys(cliCalls()).sort()).toEqual([...known, ...notInCi].sort());
});

describe.each([
  { name: "Dev", world: dev },
  { name: "Prod", world: prod },
])("in $name", ({ name, world }) => {
  const plan = world.role(`bootstrap/${name}/Plan`);
  const deploy = world.role(`bootstrap/${name}/Deploy`);
  const requests = (calls: ReturnType<typeof callsOfAPlan>) => Object.values(calls).flatMap(Object.values).flat();

  it("a review may look", async () => {
    expect(await unexpected(world, plan, requests(callsOfAPlan(world)), "Allowed")).toEqual([]);
  });

  it("a deployment may look for orphans and try what it made", async () => {
    const all = [...requests(callsOfAPlan(world)), ...requests(callsOfADeployment(world))];
    expect(await unexpected(world, deploy, all, "Allowed")).toEqual([]);
  });
});

it("a destruction may delete what runs have made, of its own environment alone", async () => {
  const deploy = dev.role("bootstrap/Dev/Deploy");
  const requests = Object.values(callsOfADestruction(dev)).flatMap(Object.values).flat();
  expect(await unexpected(dev, deploy, requests, "Allowed")).toEqual([]);
  const theirs = Object.values(callsOfADestruction(prod)).flatMap(Object.values).flat();
  const changes = theirs.filter(({ action }) => /:(Delete|Stop)/.test(action));
  expect(changes.length).toBe(5);
  expect(await unexpected(dev, deploy, changes, "denied")).toEqual([]);
});
