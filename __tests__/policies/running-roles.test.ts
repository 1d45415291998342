// The matrix of the running platform's roles, in an account that three environments share, with two models whose names
// have the same beginning.
import { environmentNames, type Model } from "../../src/environments";
import { modelRoles, toAnotherModel } from "./matrix/model-roles";
import { nobody } from "./matrix/nobody";
import type { Row } from "./matrix/row";
import { knownRoles, sharedRoles } from "./matrix/running-roles";
import { asked, ownAccount, withNeighbours } from "./support/environments";
import { unexpected } from "./support/simulate";
import type { Role, World } from "./support/world";

const dev = withNeighbours("dev");
const prod = withNeighbours("prod");

function hasItsRow(world: World, neighbour: World, role: Role, { can, cannot }: Row): void {
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
}

describe.each([
  { name: "prod", world: prod, neighbour: dev },
  { name: "dev", world: dev, neighbour: prod },
])("$name", ({ world, neighbour }) => {
  describe.each(Object.entries(sharedRoles))("%s", (path, rowOf) => {
    hasItsRow(world, neighbour, world.role(path), rowOf(world, neighbour));
  });

  describe.each(asked)("the model %s", (name) => {
    const model = world.environment.models[name]!;
    const others = Object.values(world.environment.models).filter((other: Model) => other !== model);

    describe.each(Object.entries(modelRoles(model)))("%s", (path, rowOf) => {
      const role = world.role(path);
      hasItsRow(world, neighbour, role, rowOf(world, neighbour, model));

      it.each(others)("cannot reach the model $name", async (other) => {
        expect(await unexpected(world, role, toAnotherModel(world, other), "denied")).toEqual([]);
      });
    });
  });
});

describe.each(environmentNames)("every role of %s as committed", (name) => {
  const world = ownAccount(name);

  it("has a row in the matrix", () => {
    const paths = world.roles.map(({ path }) => path).filter((path) => !path.startsWith("bootstrap/"));
    expect(paths.sort()).toEqual(knownRoles(world).sort());
  });
});
