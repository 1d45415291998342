import { nearest } from "..";

const words = ["deploy", "destroy", "diff", "prod", "staging"];

it.each<[string, string | undefined, string]>([
  ["deplyo", "deploy", "two letters swapped"],
  ["destory", "destroy", "two letters swapped"],
  ["prd", "prod", "a letter left out"],
  ["difff", "diff", "a letter too many"],
  ["Prod", "prod", "in capitals"],
  ["stag", "staging", "the beginning"],
  ["de", undefined, "the beginning of two"],
  ["production", undefined, "another word"],
  ["xyz", undefined, "nothing near"],
  ["", undefined, "nothing at all"],
])("%j means %j: %s", (word, meant, _why) => {
  expect(nearest(word, words)).toBe(meant);
});

it("finds nothing among no candidates", () => expect(nearest("deploy", [])).toBeUndefined());
