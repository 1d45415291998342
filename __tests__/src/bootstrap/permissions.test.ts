// What CI may and may not do, according to its statements. Worst case: all three environments share one account.
import { deployPolicies, deployStatements, planStatements, type RoleStatement } from "../../../src/bootstrap";
import { PolicyDocument } from "../../../src/iam";
import { environment } from "../../support/environments";

const account = "123456789012";
const names = ["dev", "staging", "prod"] as const;
type Name = (typeof names)[number];
const shared = (name: Name) => environment(name, { account });
const keyArn = `arn:aws:kms:us-east-1:${account}:key/state`;
const plan = (name: Name) => planStatements(shared(name), keyArn);
const deploy = (name: Name) => deployStatements(shared(name), keyArn);
const others = (name: Name) => names.filter((other) => other !== name);

const matches = (pattern: string, text: string) =>
  new RegExp(`^${pattern.split("*").map(escape).join(".*")}$`, "i").test(text);
function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Statements about an action on a resource, regardless of conditions. */
const about = (statements: readonly RoleStatement[], effect: "Allow" | "Deny", action: string, resource: string) =>
  statements.filter(
    (statement) =>
      (statement.effect ?? "Allow") === effect &&
      statement.actions.some((pattern) => matches(pattern, action)) &&
      statement.resources.some((pattern) => matches(pattern, resource)),
  );
const allowed = (statements: readonly RoleStatement[], action: string, resource: string) =>
  about(statements, "Allow", action, resource).length > 0 && about(statements, "Deny", action, resource).length === 0;

const stateOf = (name: string, file = "terraform.tfstate") =>
  `arn:aws:s3:::mlplatform-state-${account}/mlplatform/${name}/network/${file}`;
const bucket = `arn:aws:s3:::mlplatform-state-${account}`;

describe.each(names)("%s", (name) => {
  it("plans with its own state only, and writes none", () => {
    expect(allowed(plan(name), "s3:GetObject", stateOf(name))).toBe(true);
    for (const other of [...others(name), "bootstrap"])
      expect(allowed(plan(name), "s3:GetObject", stateOf(other))).toBe(false);
    for (const action of ["s3:PutObject", "s3:DeleteObject"])
      expect(allowed(plan(name), action, stateOf(name))).toBe(false);
  });

  it("deploys with its own state only, and removes nothing from there but locks", () => {
    for (const action of ["s3:GetObject", "s3:PutObject"]) {
      expect(allowed(deploy(name), action, stateOf(name))).toBe(true);
      for (const other of [...others(name), "bootstrap"])
        expect(allowed(deploy(name), action, stateOf(other))).toBe(false);
    }
    expect(allowed(deploy(name), "s3:DeleteObject", stateOf(name, "terraform.tfstate.tflock"))).toBe(true);
    expect(allowed(deploy(name), "s3:DeleteObject", stateOf(name))).toBe(false);
    expect(allowed(deploy(name), "s3:DeleteObjectVersion", stateOf(name))).toBe(false);
    expect(allowed(deploy(name), "s3:PutBucketPolicy", bucket)).toBe(false);
  });

  it.each(["plan", "deploy"])("lists its own part of the state bucket only (%s)", (role) => {
    const listing = about(role === "plan" ? plan(name) : deploy(name), "Allow", "s3:ListBucket", bucket);
    expect(listing.map(({ conditions }) => conditions)).toEqual([
      { StringLike: { "s3:prefix": ["mlplatform/", `mlplatform/${name}/*`] } },
    ]);
  });

  it.each(["plan", "deploy"])("uses the state's key through S3 only (%s)", (role) => {
    const use = about(role === "plan" ? plan(name) : deploy(name), "Allow", "kms:Decrypt", keyArn).filter(
      ({ resources }) => resources.includes(keyArn),
    );
    expect(use.map(({ conditions }) => conditions)).toEqual([
      { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
    ]);
  });

  it("plans without writing anything", () => {
    const verbs = /^(\w+:(Describe|Get|List)|states:Validate|kms:Decrypt$)/;
    expect(plan(name).flatMap(({ actions }) => actions.filter((action) => !verbs.test(action)))).toEqual([]);
  });

  it("reads no data and no secrets", () => {
    for (const statements of [plan(name), deploy(name)]) {
      for (const object of [`data-${account}/incoming/a.csv`, `artifacts-${account}/runs/1/model.tar.gz`])
        expect(allowed(statements, "s3:GetObject", `arn:aws:s3:::mlplatform-${name}-${object}`)).toBe(false);
      expect(statements.flatMap(({ actions }) => actions).filter((it) => /^(secretsmanager|ssm):/.test(it))).toEqual(
        [],
      );
    }
  });

  it("changes nothing that is named after another environment", () => {
    const thing = (owner: string) => [
      ["lambda:UpdateFunctionCode", `arn:aws:lambda:us-east-1:${account}:function:mlplatform-${owner}-predict-1`],
      ["s3:PutBucketPolicy", `arn:aws:s3:::mlplatform-${owner}-data-${account}`],
      [
        "states:UpdateStateMachine",
        `arn:aws:states:us-east-1:${account}:stateMachine:mlplatform-${owner}-training-churn-1`,
      ],
      ["events:PutTargets", `arn:aws:events:us-east-1:${account}:rule/mlplatform-${owner}-training-churn-1`],
      ["sns:SetTopicAttributes", `arn:aws:sns:us-east-1:${account}:mlplatform-${owner}-training-churn-1`],
      ["logs:DeleteLogGroup", `arn:aws:logs:us-east-1:${account}:log-group:/mlplatform/${owner}/network/flow-logs`],
      ["cloudwatch:PutMetricAlarm", `arn:aws:cloudwatch:us-east-1:${account}:alarm:mlplatform-${owner}-failed-1`],
      ["iam:PutRolePolicy", `arn:aws:iam::${account}:role/mlplatform-${owner}-churn-jobs-1`],
      ["iam:PassRole", `arn:aws:iam::${account}:role/mlplatform-${owner}-churn-jobs-1`],
    ];
    for (const [action, resource] of thing(name))
      expect([action, allowed(deploy(name), action!, resource!)]).toEqual([action, true]);
    for (const other of others(name))
      for (const [action, resource] of thing(other))
        expect([action, allowed(deploy(name), action!, resource!)]).toEqual([action, false]);
  });

  it("changes what has no name by its tag only", () => {
    const unnamed = deploy(name).filter(
      ({ effect, sid, actions }) =>
        effect !== "Deny" &&
        actions.some((it) => /^(ec2|kms):(?!Describe|Get|List)/.test(it)) &&
        !["RemoveLeftInterfaces", "NameKeys", "UseStateKey"].includes(sid),
    );
    expect(unnamed.length).toBeGreaterThan(10);
    for (const { sid, conditions } of unnamed)
      expect([sid, JSON.stringify(conditions)]).toEqual([
        sid,
        expect.stringMatching(`"aws:(Resource|Request)Tag/Environment":"${name}"`),
      ]);
  });

  it("makes roles within the boundary only, and never removes it", () => {
    const boundary = `arn:aws:iam::${account}:policy/mlplatform-${name}-boundary`;
    const role = `arn:aws:iam::${account}:role/mlplatform-${name}-new`;
    for (const action of [
      "iam:CreateRole",
      "iam:PutRolePolicy",
      "iam:DeleteRolePolicy",
      "iam:PutRolePermissionsBoundary",
    ])
      expect(about(deploy(name), "Allow", action, role).map(({ conditions }) => conditions)).toEqual([
        { StringEquals: { "iam:PermissionsBoundary": boundary } },
      ]);
    for (const action of [
      "iam:DeleteRolePermissionsBoundary",
      "iam:AttachRolePolicy",
      "iam:CreateUser",
      "iam:CreateAccessKey",
    ])
      expect(allowed(deploy(name), action, role)).toBe(false);
  });

  it("passes roles to the services of the stacks only", () => {
    const passing = about(deploy(name), "Allow", "iam:PassRole", `arn:aws:iam::${account}:role/mlplatform-${name}-x`);
    expect(passing.map(({ conditions }) => conditions)).toEqual([
      {
        StringEquals: {
          "iam:PassedToService": [
            "events.amazonaws.com",
            "lambda.amazonaws.com",
            "sagemaker.amazonaws.com",
            "states.amazonaws.com",
            "vpc-flow-logs.amazonaws.com",
          ],
        },
      },
    ]);
  });

  it.each([
    ["its own role", `role/mlplatform-${name}-ci-deploy`],
    ["the role for plans", `role/mlplatform-${name}-ci-plan`],
    ["the boundary", `policy/mlplatform-${name}-boundary`],
    ["its own permissions", `policy/mlplatform-${name}-ci-roles`],
    ["GitHub's provider", "oidc-provider/token.actions.githubusercontent.com"],
  ])("cannot change %s", (_what, resource) => {
    const writes = [
      "UpdateAssumeRolePolicy",
      "PutRolePolicy",
      "TagRole",
      "DeleteRole",
      "PassRole",
      "CreatePolicyVersion",
      "UpdateOpenIDConnectProviderThumbprint",
    ];
    for (const action of writes) {
      const arn = `arn:aws:iam::${account}:${resource}`;
      expect(about(deploy(name), "Deny", `iam:${action}`, arn)).toHaveLength(1);
      expect(allowed(deploy(name), `iam:${action}`, arn)).toBe(false);
    }
  });

  it("fits into what AWS takes", () => {
    for (const statements of Object.values(deployPolicies(shared(name))))
      expect(new PolicyDocument<RoleStatement>(statements).render().length).toBeLessThan(6144);
  });
});

it("deletes data only where the environment allows it", () => {
  const object = (name: Name) => `arn:aws:s3:::mlplatform-${name}-data-${account}/incoming/a.csv`;
  const key = `arn:aws:kms:us-east-1:${account}:key/1`;
  expect(allowed(deploy("dev"), "s3:DeleteObjectVersion", object("dev"))).toBe(true);
  expect(allowed(deploy("prod"), "s3:DeleteObject", object("prod"))).toBe(false);
  expect(allowed(deploy("dev"), "kms:ScheduleKeyDeletion", key)).toBe(true);
  expect(allowed(deploy("prod"), "kms:ScheduleKeyDeletion", key)).toBe(false);
});
