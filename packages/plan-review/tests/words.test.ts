import { planWords } from "../words";
import { type MadeChange, planWith } from "./support";

const changes = (...actions: (readonly [...NonNullable<MadeChange["actions"]>])[]) =>
  actions.map((all, index): MadeChange => ({ type: "aws_sns_topic", name: `T${index}`, actions: [...all] }));

test("counts what is done to resources, a replacement once", () => {
  const plan = planWith(...changes(["create"], ["delete", "create"], ["update"], ["no-op"], ["delete"]));
  expect(planWords(plan)).toBe("1 to add, 1 to change, 1 to replace, 1 to destroy");
});

test("counts what only the state will know: moves, imports, and what is forgotten", () => {
  const type = "aws_sns_topic";
  const plan = planWith(
    { type, actions: ["no-op"], about: { previous_address: "aws_sns_topic.Old" } },
    { type, actions: ["no-op"], name: "Found", more: { importing: { id: "x" } } },
    { type, actions: ["forget"], name: "Gone" },
  );
  expect(planWords(plan)).toBe("1 to forget, 1 to adopt, 1 to move");
});

test("counts what is adopted and changed as both", () => {
  const plan = planWith({ type: "aws_sns_topic", before: { a: 1 }, after: { a: 2 }, more: { importing: { id: "x" } } });
  expect(planWords(plan)).toBe("1 to change, 1 to adopt");
});

test("says so where only outputs change", () => {
  expect(planWords(planWith(...changes(["no-op"])))).toBe("outputs only");
});
