// The state machine's role may do what its states do, and nothing else.
import { trainingDefinition } from "../../../src/training/training-definition";
import { environment } from "../../support/environments";
import { RecordingGrantee } from "../../support/grantee";
import { aslOf, definitionProps } from "../../support/training-definition";

const prod = environment("prod");
const grantee = new RecordingGrantee();
trainingDefinition(definitionProps(prod)).grant(grantee);
const granted = new Set(grantee.statements.flatMap(({ actions }) => actions));

/** The API actions that a task's integration calls. */
function actionsOf(resource: string): string[] {
  const [, service, action] = /^arn:aws:states:::(?:aws-sdk:)?(\w+):(\w+)/.exec(resource)!;
  const name = action![0]!.toUpperCase() + action!.slice(1);
  if (service === "lambda") return ["lambda:InvokeFunction"];
  if (!resource.endsWith(".sync")) return [`${service}:${name}`];
  return ["Create", "Describe", "Stop"].map((verb) => `${service}:${name.replace("Create", verb)}`);
}

const resources = Object.values(aslOf(prod).States).flatMap(({ Resource }) => (Resource ? [Resource as string] : []));
const needed = new Set(resources.flatMap(actionsOf));

it("holds every action that a state calls", () => {
  expect([...needed].filter((action) => !granted.has(action))).toEqual([]);
});

it("holds no other action than those for watching jobs and tagging", () => {
  expect([...granted].filter((action) => !needed.has(action)).sort()).toEqual([
    "events:DescribeRule",
    "events:PutRule",
    "events:PutTargets",
    "sagemaker:AddTags",
    "sagemaker:ListTags",
  ]);
});

it("names resources in each statement, and says why where a name is open", () => {
  for (const { sid, resources: given, wildcardReason } of grantee.statements) {
    expect([sid, given.includes("*")]).toEqual([sid, false]);
    expect([sid, given.some((arn) => arn.includes("*")) && !wildcardReason]).toEqual([sid, false]);
  }
});

it("can touch endpoints and groups of its own model only", () => {
  const open = grantee.statements
    .flatMap(({ resources: given }) => given)
    .filter((arn) => /:(endpoint|model-package|model-package-group)\//.test(arn));
  expect(open.length).toBeGreaterThan(3);
  expect(open.filter((arn) => !/\/mlplatform-prod-machine-failure(--\*)?(\/\*)?$/.test(arn))).toEqual([]);
});
