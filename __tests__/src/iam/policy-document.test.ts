import { PolicyDocument, type PolicyStatement } from "../../../src/iam";
import { statements } from "../../support/template";

const read: PolicyStatement = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:a"] };
const add = (...all: PolicyStatement[]) => new PolicyDocument<PolicyStatement>(all);

describe("PolicyDocument", () => {
  it("renders the same whatever the order of the grants", () => {
    const write: PolicyStatement = {
      sid: "Write",
      actions: ["s3:PutObject", "s3:AbortMultipartUpload"],
      resources: ["arn:a"],
    };
    const turned = { ...write, actions: [...write.actions].reverse() };
    expect(add(read, write).render()).toBe(add(turned, read).render());
  });

  it("renders what AWS takes", () => {
    const conditions = { StringEquals: { "aws:SourceAccount": "1" } };
    const document = new PolicyDocument([{ ...read, effect: "Deny", principals: "*", conditions }]);
    expect(JSON.parse(document.render())).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Deny",
          Principal: "*",
          Action: ["s3:GetObject"],
          Resource: ["arn:a"],
          Condition: conditions,
        },
      ],
    });
  });

  it("merges grants of the same kind, each resource once", () => {
    const other = { ...read, resources: ["arn:b", "arn:a"] };
    expect(statements(add(read, other, read).render())).toMatchObject([{ Sid: "Read", Resource: ["arn:a", "arn:b"] }]);
  });

  it.each<[string, Partial<PolicyStatement>]>([
    ["actions", { actions: ["s3:PutObject"] }],
    ["conditions", { conditions: { Bool: { "aws:SecureTransport": "true" } } }],
  ])("refuses two statements of one sid that differ in their %s", (_, difference) => {
    expect(() => add(read, { ...read, ...difference })).toThrow(
      "Two statements are called Read but differ in more than their resources: rename one of them.",
    );
  });

  it.each<[Partial<PolicyStatement>, string]>([
    [{ sid: "Read it" }, 'The sid "Read it" is not made of letters and digits.'],
    [{ actions: [] }, "Statement Read names no action."],
    [{ resources: [] }, "Statement Read names no resource."],
    [
      { resources: ["*"] },
      'Statement Read allows "*": name what is needed, or say in wildcardReason why that is impossible.',
    ],
    [
      { actions: ["s3:Get*"], resources: ["arn:a/*"] },
      'Statement Read allows "s3:Get*", "arn:a/*": name what is needed, or say in wildcardReason why that is impossible.',
    ],
    [{ wildcardReason: "because" }, "Statement Read gives a wildcardReason, but holds no wildcard."],
  ])("refuses %j", (change, message) => {
    expect(() => add({ ...read, ...change })).toThrow(new Error(message));
  });

  it("lets a deny be as wide as it likes", () => {
    expect(
      () => new PolicyDocument([{ ...read, effect: "Deny", principals: "*", actions: ["s3:*"], resources: ["*"] }]),
    ).not.toThrow();
  });
});
