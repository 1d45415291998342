import { adoptedChanges } from "../../../cli/bootstrap/adoption";

it("says what changes about what is adopted", () => {
  const change = (address: string, actions: ("update" | "no-op" | "create")[], importing?: { id: string }) => ({
    address,
    mode: "managed" as const,
    type: address.split(".")[0]!,
    name: address.split(".")[1]!,
    change: { actions, importing, before: { a: ["x"], b: 1 }, after: { a: ["y"], b: 1, c: 2 } },
  });
  const plan = {
    format_version: "1.2",
    resource_changes: [
      change("aws_x.Adopted", ["update"], { id: "1" }),
      change("aws_x.Same", ["no-op"], { id: "2" }),
      change("aws_x.New", ["create"]),
    ],
  };
  expect(adoptedChanges(plan, { "aws_x.Adopted": "bootstrap/Github" })).toEqual([
    "  adopted, and changed: bootstrap/Github: a, c",
  ]);
});
