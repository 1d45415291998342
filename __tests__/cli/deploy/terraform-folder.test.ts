// packages/terraform with the real Terraform and its built-in resource, for behaviour that a mock could only assume.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toolsPath } from "../../../cli/setup/tools-path";
import { hasChanges } from "../../../packages/terraform/change";
import { TerraformFolder } from "../../../packages/terraform/folder";
import { codeFile } from "../../../packages/terraform/synthesis";
import { TerraformError } from "../../../packages/terraform/terraform-error";
import { scratch } from "../../support/scratch";

jest.setTimeout(60_000);

async function folderWith(code: object): Promise<TerraformFolder> {
  const path = scratch();
  write(path, code);
  const variables = { PATH: toolsPath(process.env.PATH), CHECKPOINT_DISABLE: "1" };
  const props = { path, subject: "Stack demo", variables, log: join(path, "log"), again: "npm run deploy -- dev" };
  const folder = new TerraformFolder(props);
  await folder.initialize("machine");
  return folder;
}

const write = (path: string, code: object) => writeFileSync(join(path, codeFile), JSON.stringify(code));
const things = (...names: string[]) => ({
  resource: { terraform_data: Object.fromEntries(names.map((name) => [name, { input: name }])) },
});

async function planned(folder: TerraformFolder) {
  const result = await folder.plan({ keep: true });
  if (result.status !== "planned") throw new Error(result.error);
  return result.plan;
}

const savedPlan = ({ path }: TerraformFolder) => existsSync(join(path, "plan.tfplan"));
const stateOf = ({ path }: TerraformFolder) =>
  JSON.parse(readFileSync(join(path, "terraform.tfstate"), "utf8")) as {
    readonly resources: readonly { readonly name: string }[];
  };

test("applies what it planned, says how far it is, and leaves no plan behind", async () => {
  const folder = await folderWith(things("A", "B"));
  const plan = await planned(folder);
  expect(savedPlan(folder)).toBe(true);
  const shown: string[] = [];
  await folder.applyPlan(plan, { now: (text) => shown.push(text) });
  expect(shown).toContain("1 of 2");
  expect(shown.at(-1)).toBe("2 of 2");
  expect(savedPlan(folder)).toBe(false);
  expect(hasChanges(await planned(folder))).toBe(false);
});

test("refuses a plan that is not the last word any more", async () => {
  const folder = await folderWith(things("A"));
  const plan = await planned(folder);
  await folder.applyPlan(plan);
  write(folder.path, things("A", "B"));
  const stale = await planned(folder);
  const saved = readFileSync(join(folder.path, "plan.tfplan"));
  await folder.applyPlan(stale);
  writeFileSync(join(folder.path, "plan.tfplan"), saved);
  const error = await folder.applyPlan(stale).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(TerraformError);
  expect((error as Error).message).toMatch(
    /^Stack demo could not be deployed:\n[^]*The state has changed since it was planned\. Nothing of this plan was applied: plan again\.\nWhole output: .*\. To go on from here: npm run deploy -- dev$/,
  );
});

test("a plan that fails says why, and leaves no file", async () => {
  const folder = await folderWith({ resource: { terraform_data: { A: { input: "${local.absent}" } } } });
  const result = await folder.plan({ keep: true });
  expect(result).toMatchObject({ status: "failed", error: expect.stringContaining("undeclared local value") });
  expect(savedPlan(folder)).toBe(false);
});

test("adopts what exists", async () => {
  const folder = await folderWith(things("A"));
  const candidate = { address: "terraform_data.A", id: "an-id", after: [] };
  expect(await folder.adopt([candidate])).toEqual([candidate]);
  expect((await planned(folder)).resource_changes![0]!.change.importing).toEqual({ id: "an-id" });
});

test("destroys what the state holds, also what is no longer in the code", async () => {
  const folder = await folderWith(things("A", "B"));
  await folder.applyPlan(await planned(folder));
  write(folder.path, {});
  await folder.destroy();
  expect(stateOf(folder).resources).toEqual([]);
});
