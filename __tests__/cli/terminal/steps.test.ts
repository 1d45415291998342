import { PassThrough } from "node:stream";
import { Steps } from "../../../cli/terminal/steps";

/** Output without a terminal: a CI log, a file. */
function plain() {
  const out = new PassThrough();
  return {
    steps: new Steps(out as unknown as NodeJS.WriteStream),
    text: () => (out.read() as Buffer).toString().replace(/\d+\.\d s/g, "0.0 s"),
  };
}

test("without a terminal each step has a line when it begins, and one when it ends", async () => {
  const { steps, text } = plain();
  const stacks = await steps.run(
    "Deployment",
    async ({ now, note }) => {
      now("network 1 of 26");
      note("network: done");
      return 3;
    },
    (count) => `${count} stacks`,
  );
  expect(stacks).toBe(3);
  expect(text()).toBe("  … Deployment\n      network: done\n  ✔ Deployment     3 stacks  0.0 s\n");
  expect(steps.summary()).toMatch(/^deployment \d+\.\d s$/);
});

test("a step that fails says so, and the error goes on", async () => {
  const { steps, text } = plain();
  await expect(steps.run("Upload", async () => Promise.reject(new Error("no bucket")))).rejects.toThrow("no bucket");
  expect(text()).toBe("  … Upload\n  ✘ Upload         failed  0.0 s\n");
});

test("a step may end with a result that is no success", async () => {
  const { steps, text } = plain();
  await steps.run(
    "Pipeline run",
    async () => "FAILED",
    (status) => status,
    (status) => status === "FAILED",
  );
  expect(text()).toBe("  … Pipeline run\n  ✘ Pipeline run   FAILED  0.0 s\n");
});
