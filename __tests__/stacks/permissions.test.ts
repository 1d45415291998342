// What must hold for every policy of every stack.
import { environmentNames } from "../../src/environments";
import { environment } from "../support/environments";
import { StackTemplates } from "../support/stacks";
import { statements, type Statement, type Template } from "../support/template";

interface Policy {
  readonly owner: string;
  readonly statements: Statement[];
  readonly reasons: Record<string, string>;
}

/** Every policy in a resource, by the name of its argument. */
function policies(template: Template): Policy[] {
  const resources = Object.values(template.json.resource ?? {}).flatMap((byId) =>
    Object.entries(byId as Record<string, Record<string, unknown>>),
  );
  return resources.flatMap(([owner, resource]) => {
    const reasons = (resource["//"] as { wildcardReasons?: Record<string, string> }).wildcardReasons ?? {};
    const texts = [resource.policy, resource.assume_role_policy].filter((text) => text !== undefined);
    return texts.map((text) => ({ owner, statements: statements(text), reasons }));
  });
}

describe.each(environmentNames)("%s", (name) => {
  const templates = Object.values(new StackTemplates(environment(name)).all);
  const all = templates.flatMap(policies);

  it("has policies to look at", () => expect(all.length).toBeGreaterThan(15));

  it("allows no wildcard without a reason beside it", () => {
    const wide = all.flatMap(({ owner, statements, reasons }) =>
      statements
        .filter(({ Effect }) => Effect === "Allow")
        .filter(({ Action, Resource = [] }) => [Action, Resource].flat().some((text) => text.includes("*")))
        .filter(({ Sid }) => !reasons[Sid])
        .map(({ Sid }) => `${owner}: ${Sid}`),
    );
    expect(wide).toEqual([]);
  });

  it("attaches no managed policy", () => {
    const attached = templates.flatMap(({ types }) => types).filter((type) => type.includes("policy_attachment"));
    expect(attached).toEqual([]);
    expect(JSON.stringify(templates.map(({ json }) => json))).not.toContain("FullAccess");
  });
});
