import { stripVTControlCharacters } from "node:util";
import type { Checked } from "../../../cli/preflight";
import { advice, right, unknown, wrong } from "../../../cli/preflight/finding";
import { describeChecks, stops, summarize } from "../../../cli/preflight/report";

const plain = (text: string) => stripVTControlCharacters(text);
const clock: Checked = { title: "Clock", findings: [right("as AWS's")] };
const quotas: Checked = {
  title: "Quotas",
  findings: [
    right("training 20, 1 needed"),
    wrong("The quota is 0.", "Ask for it."),
    advice("CI can assume no role.", "Bootstrap."),
    unknown("Not listed."),
  ],
};

it("shows every answer below its question, and what to do about what is wrong", () => {
  expect(plain(describeChecks([clock, quotas]))).toBe(
    [
      "  ✔ Clock              as AWS's",
      "  ✔ Quotas             training 20, 1 needed",
      "  ✘                    The quota is 0.",
      "                       → Ask for it.",
      "  !                    CI can assume no role.",
      "                       → Bootstrap.",
      "  ?                    Not listed.",
    ].join("\n"),
  );
});

it.each([
  [[clock], false, "Nothing was found that would stop a deployment of dev."],
  [[quotas], true, "1 problem would stop a deployment of dev; 1 question was not answered."],
  [[quotas, quotas], true, "2 problems would stop a deployment of dev; 2 questions were not answered."],
])("sums up, and only what is wrong stops a deployment", (checked, stopped, sentence) => {
  expect(stops(checked)).toBe(stopped);
  expect(plain(summarize("dev", checked))).toBe(sentence);
});
