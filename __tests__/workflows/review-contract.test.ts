// The names that workflows and commands share: both sides take them from one definition.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { digestKeyVariable, driftMarker, planWorkflow, reviewArtifact, reviewMarker } from "../../contracts/review";
import { root } from "../../cli/paths";

const workflow = (file: string) => readFileSync(join(root, ".github", "workflows", file), "utf8");
const ofMatrix = reviewArtifact("${{ matrix.environment }}");

test.each([planWorkflow, "drift.yml"])("%s keeps a review under the name by which the others look for it", (file) => {
  expect(workflow(file)).toContain(`name: ${ofMatrix}\n`);
});

test.each([planWorkflow, "drift.yml"])("%s gathers the reviews of all environments by that name", (file) => {
  expect(workflow(file)).toContain(`pattern: ${reviewArtifact("*")}\n`);
});

test.each([planWorkflow, "drift.yml", "deploy.yml"])("%s hands the key over in the variable that is read", (file) => {
  expect(workflow(file)).toContain(`${digestKeyVariable}: \${{ secrets.${digestKeyVariable} }}\n`);
});

test("comment and issue are told apart, and environments too", () => {
  const markers = ["dev", "prod"].flatMap((environment) => [reviewMarker(environment), driftMarker(environment)]);
  expect(new Set(markers).size).toBe(4);
  expect(markers[0]).toBe("<!-- mlplatform-review:dev -->");
  for (const marker of markers) expect(marker).toMatch(/^<!-- [^<>]+ -->$/);
});
