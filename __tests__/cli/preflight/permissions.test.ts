// The questions to IAM's simulator, and what becomes of its answers.
import { awsSettings } from "../../../cli/aws/settings";
import type { Deployment } from "../../../cli/deploy/deployment";
import { checkPermissions, principalOf } from "../../../cli/preflight/permissions";
import { AwsStub } from "../../lambda-src/support/aws-stub";
import { environment } from "../../support/environments";

const dev = environment("dev");
const role = `arn:aws:sts::${dev.account}:assumed-role/admin/me`;
let iam: AwsStub;
beforeAll(async () => {
  iam = await AwsStub.start();
});
afterAll(() => iam.stop());

const place = () => ({ aws: awsSettings(dev.region), environment: dev }) as unknown as Deployment;
const identity = (arn: string) =>
  `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${arn}</Arn><Account>${dev.account}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
const simulated = (results: string) =>
  `<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>${results}</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`;

/** A simulator that allows all actions but these. */
function allowAllBut(...refused: readonly string[]): void {
  iam.reset(({ body }) => {
    const words = new URLSearchParams(body);
    if (words.get("Action") === "GetCallerIdentity") return { body: identity(role) };
    const actions = [...words].filter(([name]) => name.startsWith("ActionNames.member.")).map(([, action]) => action);
    const results = actions.map(
      (action) =>
        `<member><EvalActionName>${action}</EvalActionName><EvalDecision>${refused.includes(action) ? "implicitDeny" : "allowed"}</EvalDecision></member>`,
    );
    return { body: simulated(results.join("")) };
  });
}

it("finds a caller that may do everything right, and asks about its role", async () => {
  allowAllBut();
  expect(await checkPermissions(place())).toEqual([
    { kind: "right", says: expect.stringMatching(/^admin may do all \d{3} actions of a deployment$/) },
  ]);
  const sources = iam.received.map(({ body }) => new URLSearchParams(body).get("PolicySourceArn"));
  expect(new Set(sources)).toEqual(new Set([null, `arn:aws:iam::${dev.account}:role/admin`]));
});

it("asks in a context in which the conditions hold, about a resource that the pattern means", async () => {
  allowAllBut();
  await checkPermissions(place());
  const makeVpc = iam.received
    .map(({ body }) => new URLSearchParams(body))
    .find((words) => [...words.values()].includes("ec2:CreateVpc"))!;
  expect(makeVpc.get("ResourceArns.member.1")).toBe(`arn:aws:ec2:us-east-1:${dev.account}:vpc/x`);
  expect(makeVpc.get("ContextEntries.member.1.ContextKeyName")).toBe("aws:RequestTag/Environment");
  expect(makeVpc.get("ContextEntries.member.1.ContextKeyValues.member.1")).toBe("dev");
});

it("names every action that is refused, once", async () => {
  allowAllBut("kms:CreateKey", "ec2:CreateVpc");
  expect(await checkPermissions(place())).toEqual([
    {
      kind: "wrong",
      says: expect.stringMatching(
        /^arn:aws:sts::\d+:assumed-role\/admin\/me may not do 2 of \d{3} actions of a deployment: ec2:CreateVpc, kms:CreateKey\.$/,
      ),
      remedy: expect.stringContaining("administrator"),
    },
  ]);
});

it("claims nothing where the caller may not ask", async () => {
  iam.reset(({ body }) =>
    body.includes("GetCallerIdentity")
      ? { body: identity(role) }
      : {
          status: 403,
          body: "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>",
        },
  );
  expect(await checkPermissions(place())).toEqual([
    { kind: "unknown", says: `${role} may not ask IAM what it may do (iam:SimulatePrincipalPolicy).` },
  ]);
});

it.each([
  [role, `arn:aws:iam::${dev.account}:role/admin`],
  [`arn:aws:iam::${dev.account}:user/ann`, `arn:aws:iam::${dev.account}:user/ann`],
  [`arn:aws:iam::${dev.account}:root`, undefined],
])("the policies of %s are those of %s", (arn, principal) => {
  expect(principalOf(arn, dev)).toBe(principal);
});
