// The matrix of the running platform's roles, in an account that three environments share.
import { environmentNames } from "../../src/environments";
import { nobody } from "./matrix/nobody";
import { pipelineRoles } from "./matrix/pipeline-roles";
import { ownAccount, withNeighbours } from "./support/environments";
import { unexpected } from "./support/simulate";

const dev = withNeighbours("dev");
const prod = withNeighbours("prod");

describe.each([
  { name: "prod", world: prod, neighbour: dev },
  { name: "dev", world: dev, neighbour: prod },
])("$name", ({ world, neighbour }) => {
  describe.each(Object.entries(pipelineRoles))("%s", (path, rowOf) => {
    const role = world.role(path);
    const { can, cannot } = rowOf(world, neighbour);

    it("can do what it is for", async () => {
      expect(await unexpected(world, role, can, "Allowed")).toEqual([]);
    });

    it("cannot do what another is for", async () => {
      expect(await unexpected(world, role, cannot, "denied")).toEqual([]);
    });

    it("cannot do what nobody may", async () => {
      expect(await unexpected(world, role, nobody(world, role.arn, neighbour), "denied")).toEqual([]);
    });

    it("is bounded", () =>
      expect(role.boundary?.name).toBe(
        `arn:aws:iam::${world.account}:policy/mlplatform-${world.environment.name}-boundary`,
      ));
  });
});

describe.each(environmentNames)("every role of %s as committed", (name) => {
  const world = ownAccount(name);

  it("has a row in the matrix", () => {
    const paths = world.roles.map(({ path }) => path).filter((path) => !path.startsWith("bootstrap/"));
    expect(paths.filter((path) => !(path in pipelineRoles))).toEqual([]);
    expect(paths.length).toBeGreaterThan(6);
  });
});
