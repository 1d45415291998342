import { requirePermission } from "../../../cli/teardown/permission";
import { environment } from "../../support/environments";

const dev = environment("dev");
const all = ["network", "storage", "training", "model-machine-failure"];

it("lets an environment go that gives both keys", () => expect(() => requirePermission(dev, all)).not.toThrow());

it("names the first key where it is missing, whatever is destroyed", () => {
  expect(() => requirePermission(environment("prod"), ["training"])).toThrow(
    "prod may not be destroyed: it holds data, and src/environments/prod.ts says allowDataDestroy: false.\n" +
      "Set it to true, review and deploy that, then run this again. Nothing was changed.",
  );
});

describe("with the second key missing", () => {
  const half = { ...dev, removal: { ...dev.removal, data: "retain", artifacts: "retain" } } as const;

  it("names what is kept", () => {
    expect(() => requirePermission(half, all)).toThrow(
      "The storage of dev may not be destroyed: it holds data, and src/environments/dev.ts says to retain data, artifacts.\n" +
        'Give the second key, removal: { data: "destroy", artifacts: "destroy" }, review and deploy that, then run this again. Nothing was changed.',
    );
  });

  it("lets the other stacks go", () => expect(() => requirePermission(half, ["training"])).not.toThrow());
});
