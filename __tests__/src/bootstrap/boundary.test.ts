// Compares the boundary with the roles that the stacks really create: it allows all they may do, and little more.
import { boundaryStatements, type RoleStatement } from "../../../src/bootstrap";
import { environment, modelOf } from "../../support/environments";
import { StackTemplates } from "../../support/stacks";
import { type Statement, statements, type Template } from "../../support/template";

const names = ["dev", "staging", "prod"] as const;

function granted(template: Template): Statement[] {
  const policies = Object.values(
    (template.json.resource!.aws_iam_role_policy ?? {}) as Record<string, { policy: string }>,
  );
  return policies.flatMap(({ policy }) => statements(policy));
}

const covers = (pattern: string, text: string) =>
  pattern.split("*").reduce((rest: string | undefined, part, index) => {
    const at = rest?.indexOf(part) ?? -1;
    return at < 0 || (index === 0 && at > 0) ? undefined : rest!.slice(at + part.length);
  }, text) !== undefined;

/** A reference's final value is not known here; then only the action is compared. */
const isKnown = (resource: string) => !resource.includes("${");

describe.each(names)("%s", (name) => {
  const boundary = boundaryStatements(environment(name));
  const needed = Object.values(new StackTemplates(environment(name)).all).flatMap(granted);

  it("has grants to look at", () => expect(needed.length).toBeGreaterThan(20));

  it("leaves every role all that was granted to it", () => {
    const missing = needed.flatMap(({ Sid, Action, Resource }) =>
      Action.flatMap((action) =>
        Resource.filter(
          (resource) =>
            !boundary.some(
              ({ actions, resources }) =>
                actions.includes(action) &&
                (!isKnown(resource) || resources.some((pattern) => covers(pattern, resource))),
            ),
        ).map((resource) => `${Sid}: ${action} ${resource}`),
      ),
    );
    expect(missing).toEqual([]);
  });

  it("holds no action that no role needs", () => {
    const used = new Set(needed.flatMap(({ Action }) => Action));
    const unused = boundary.flatMap(({ actions }) => actions).filter((action) => !used.has(action));
    const { lambdasInVpc } = environment(name).network;
    const { endpoint } = modelOf(environment(name));
    const withoutVpc = [
      ...(lambdasInVpc ? [] : ["ec2:AssignPrivateIpAddresses"]),
      ...(endpoint.kind === "realtime" ? [] : ["ec2:DescribeVpcEndpoints"]),
      ...(lambdasInVpc ? [] : ["ec2:UnassignPrivateIpAddresses"]),
    ];
    expect(unused).toEqual(withoutVpc);
  });

  it("lets no role touch IAM, but hand roles of the environment to SageMaker", () => {
    const iam = boundary.filter(({ actions }) => actions.some((action) => action.startsWith("iam:")));
    expect(iam).toEqual([
      expect.objectContaining<Partial<RoleStatement>>({
        actions: ["iam:PassRole"],
        resources: [`arn:aws:iam::${environment(name).account}:role/mlplatform-${name}-*`],
        conditions: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
      }),
    ]);
  });

  it("names nothing of another environment, and no state", () => {
    const text = JSON.stringify(boundary);
    for (const other of names.filter((candidate) => candidate !== name))
      expect(text).not.toContain(`mlplatform-${other}-`);
    expect(text).not.toContain("mlplatform-state");
  });
});
