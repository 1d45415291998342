// What CI may do in an environment and not in its neighbours, by the calls that Terraform makes for each resource.
import { requestsOfType, unknownTypes } from "./deployment";
import * as ci from "./matrix/ci";
import { withNeighbours } from "./support/environments";
import { unexpected } from "./support/simulate";

const dev = withNeighbours("dev");
const prod = withNeighbours("prod");
const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

it("CI has two roles in each environment of the account, and no more", () => {
  const paths = prod.roles.map(({ path }) => path).filter((path) => path.startsWith("bootstrap/"));
  const expected = ["Dev", "Prod", "Staging"].flatMap((one) => [`bootstrap/${one}/Deploy`, `bootstrap/${one}/Plan`]);
  expect(paths.sort()).toEqual(expected);
});

describe.each([
  { name: "prod", world: prod, neighbour: dev },
  { name: "dev", world: dev, neighbour: prod },
])("$name", ({ name, world, neighbour }) => {
  const plan = world.role(`bootstrap/${capital(name)}/Plan`);
  const deploy = world.role(`bootstrap/${capital(name)}/Deploy`);

  it("knows what Terraform does with each type of resource", () => {
    expect(unknownTypes(world)).toEqual([]);
  });

  describe.each([
    { purpose: "plan", role: plan, row: ci.plan(world, neighbour) },
    { purpose: "deploy", role: deploy, row: ci.deploy(world, neighbour) },
  ])("the role to $purpose", ({ role, row }) => {
    it("can do what it is for", async () => {
      expect(await unexpected(world, role, row.can, "Allowed")).toEqual([]);
    });

    it("cannot do what it must not", async () => {
      expect(await unexpected(world, role, row.cannot, "denied")).toEqual([]);
    });
  });

  describe.each(world.types.filter((type) => type !== "terraform_data"))("%s", (type) => {
    const writes = (of: typeof world) => requestsOfType(of, type, "create", "update", "delete");

    it("can be planned and deployed", async () => {
      const reads = requestsOfType(world, type, "read");
      expect(await unexpected(world, plan, reads, "Allowed")).toEqual([]);
      expect(await unexpected(world, deploy, [...reads, ...writes(world)], "Allowed")).toEqual([]);
    });

    it("cannot be changed by a plan", async () => {
      const reads = new Set(requestsOfType(world, type, "read").map((request) => JSON.stringify(request)));
      const onlyWrites = writes(world)
        .filter((request) => !reads.has(JSON.stringify(request)))
        // A deployment has Lambda fetch the code, which a plan reads as well: as aws_s3_object.
        .filter(({ action }) => action !== "s3:GetObject");
      expect(await unexpected(world, plan, onlyWrites, "denied")).toEqual([]);
    });

    it("cannot be changed in another environment", async () => {
      const theirs = writes(neighbour);
      expect(await unexpected(world, deploy, theirs, "denied")).toEqual([]);
    });
  });
});
