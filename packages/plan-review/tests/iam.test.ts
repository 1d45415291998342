// Permissions as rows added and removed, and what gets wider.
import { permissionsOf, rows, without } from "../iam/statements";
import { widenings } from "../iam/wider";
import { rowOf } from "../iam/findings";
import { rowText } from "../render/rows";
import { textOf } from "../sentence";
import { commentOf, commentOn, inputOf, type MadeChange, review, section } from "./support";

type Statement = Readonly<Record<string, unknown>>;
const allow = (Action: unknown, Resource: unknown = "arn:aws:s3:::b/*", more: Statement = {}): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const document = (...Statement: readonly unknown[]) => ({ Version: "2012-10-17", Statement });

/** Rows of the difference, as in the comment. */
function diff(before: readonly Statement[], after: readonly Statement[]): string[] {
  const [old, now] = [permissionsOf(document(...before)), permissionsOf(document(...after))];
  return [
    ...rows(without(old, now)).map((row) => `- ${rowText(rowOf(row))}`),
    ...rows(without(now, old)).map((row) => `+ ${rowText(rowOf(row))}`),
  ];
}

function wider(before: readonly Statement[], after: readonly Statement[]): string[] {
  const [old, now] = [permissionsOf(document(...before)), permissionsOf(document(...after))];
  return widenings(without(now, old), without(old, now), ["111111111111"]).map(({ reason }) => textOf(reason));
}

describe("rows", () => {
  test("only what was added and removed, however the statements are cut", () => {
    expect(
      diff(
        [allow(["s3:GetObject", "s3:PutObject"]), allow("s3:ListBucket", "arn:aws:s3:::b")],
        [
          allow("s3:ListBucket", "arn:aws:s3:::b", { Sid: "Other" }),
          allow("s3:GetObject"),
          allow("s3:DeleteObject", ["arn:aws:s3:::b/*", "arn:aws:s3:::c/*"]),
        ],
      ),
    ).toEqual([
      "- Allow s3:PutObject on arn:aws:s3:::b/*",
      "+ Allow s3:DeleteObject on arn:aws:s3:::b/*, arn:aws:s3:::c/*",
    ]);
  });

  test("order of statements, actions and condition values means nothing", () => {
    const condition = (values: string[]) => ({ Condition: { StringEquals: { "aws:PrincipalTag/a": values } } });
    expect(
      diff(
        [allow(["a:B", "a:C"], "*", condition(["1", "2"])), allow("d:E")],
        [allow("d:E"), allow(["a:C", "a:B"], "*", condition(["2", "1"]))],
      ),
    ).toEqual([]);
  });

  test("principals and conditions are parts of a permission", () => {
    expect(
      diff(
        [],
        [
          {
            Effect: "Deny",
            Principal: { AWS: "*", Service: ["b.amazonaws.com", "a.amazonaws.com"] },
            NotAction: ["s3:GetObject"],
            NotResource: "x",
            Condition: { Bool: { "aws:SecureTransport": "false" }, Null: { "aws:x": true } },
          },
        ],
      ),
    ).toEqual([
      "+ Deny everything except s3:GetObject on everything except x for *, Service a.amazonaws.com, Service b.amazonaws.com " +
        "if Bool aws:SecureTransport = false; Null aws:x = true",
    ]);
  });
});

describe("wider", () => {
  test.each<[string, Statement[], Statement[], string[]]>([
    ["a plain action more", [], [allow("s3:GetObject")], []],
    ["every action of a service", [], [allow("s3:*")], ["every action of s3"]],
    ["every action", [], [allow("*")], ["every action of every service"]],
    ["a part of the actions", [], [allow("s3:Get*")], ["a wildcard in s3:Get*"]],
    ["every resource", [], [allow("s3:GetObject", "*")], ["every resource"]],
    ["every bucket", [], [allow("s3:GetObject", "arn:aws:s3:::*")], ["every resource"]],
    ["every role", [], [allow("iam:GetRole", "arn:aws:iam::111111111111:role/*")], ["every resource"]],
    ["a prefix of roles", [], [allow("iam:GetRole", "arn:aws:iam::111111111111:role/a-*")], []],
    [
      "a wider pattern",
      [allow("s3:GetObject", "arn:aws:s3:::b/in/*")],
      [allow("s3:GetObject", "arn:aws:s3:::b/*")],
      ["a wider pattern than before"],
    ],
    [
      "a narrower pattern",
      [allow("s3:GetObject", "arn:aws:s3:::b/*")],
      [allow("s3:GetObject", "arn:aws:s3:::b/in/*")],
      [],
    ],
    [
      "a condition less",
      [allow("s3:GetObject", "x", { Condition: { StringEquals: { k: "1" }, Bool: { s: "true" } } })],
      [allow("s3:GetObject", "x", { Condition: { Bool: { s: "true" } } })],
      ["condition removed: StringEquals k = 1"],
    ],
    [
      "a condition more",
      [allow("s3:GetObject", "x")],
      [allow("s3:GetObject", "x", { Condition: { Bool: { s: "true" } } })],
      [],
    ],
    ["an exception list", [], [{ Effect: "Allow", NotAction: "iam:*", Resource: "x" }], ["everything except a list"]],
    ["anyone", [], [allow("s3:GetObject", "x", { Principal: "*" })], ["anyone, without a condition"]],
    [
      "anyone who",
      [],
      [
        allow("s3:GetObject", "x", {
          Principal: { AWS: "*" },
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o" } },
        }),
      ],
      ["anyone who meets the condition"],
    ],
    [
      "another account",
      [],
      [allow("s3:GetObject", "x", { Principal: { AWS: ["arn:aws:iam::222222222222:role/a", "111111111111"] } })],
      ["account 222222222222 is outside this environment"],
    ],
    [
      "a Deny that goes",
      [{ Effect: "Deny", Action: "s3:*", Resource: "x", Principal: "*" }],
      [],
      ["a Deny is removed"],
    ],
    [
      "a Deny that grows",
      [{ Effect: "Deny", Action: "s3:PutObject", Resource: "x", Principal: "*" }],
      [{ Effect: "Deny", Action: "s3:*", Resource: "x", Principal: "*" }],
      [],
    ],
    [
      "the right to pass any rights on",
      [],
      [allow("iam:PassRole", "arn:aws:iam::111111111111:role/a")],
      ["iam:PassRole can grant permissions, and has no condition"],
    ],
    [
      "the right to pass a role to one service",
      [],
      [
        allow("iam:PassRole", "arn:aws:iam::111111111111:role/a", {
          Condition: { StringEquals: { "iam:PassedToService": "x" } },
        }),
      ],
      [],
    ],
    ["two reasons at once", [], [allow("s3:*", "*")], ["every action of s3, every resource"]],
    ["what goes", [allow("s3:*", "*")], [], []],
  ])("%s", (_name, before, after, expected) => {
    expect(wider(before, after)).toEqual(expected);
  });
});

describe("in the comment", () => {
  test("trust, a lost boundary, a policy that is read during the apply (a real plan)", () => {
    expect(section(commentOf("dev", "everything"), "Permissions")).toBe(
      [
        "- ⚠️ `demo/Worker/Resource`: **account 999999999999 is outside this environment**: `Allow sts:AssumeRole for AWS arn:aws:iam::999999999999:root`",
        "- ⚠️ `demo/Worker/Resource`: **condition removed: StringEquals aws:SourceAccount = 123456789012**: `Allow sts:AssumeRole for Service lambda.amazonaws.com`",
        "- ⚠️ `demo/Worker/Resource`: **permissions boundary removed**: `Deny everything on what is not in the boundary arn:aws:iam::123456789012:policy/boundary`",
        "- ⚠️ `demo/Send/Resource`: the policy is known after apply and cannot be shown yet.",
        "",
        "`demo/Worker/Resource` (`aws_iam_role.Worker`): who can assume the role (`worker`)",
        "```diff",
        "- Allow sts:AssumeRole for Service lambda.amazonaws.com if StringEquals aws:SourceAccount = 123456789012",
        "+ Allow sts:AssumeRole for AWS arn:aws:iam::999999999999:root, Service lambda.amazonaws.com",
        "```",
        "",
        "`demo/Worker/Resource` (`aws_iam_role.Worker`): what the role is limited to (`worker`)",
        "```diff",
        "- Deny everything on what is not in the boundary arn:aws:iam::123456789012:policy/boundary",
        "```",
        "",
        "`demo/Send/Resource` (`aws_iam_role_policy.Send`): what the role can do (`worker`), new",
        "",
        "`data.aws_iam_policy_document.Read`: policy",
        "```diff",
        "+ Allow sqs:SendMessage on (known after apply)",
        "```",
      ].join("\n"),
    );
  });

  test("a policy that the plan does not know yet is read from the code, with what is known filled in", () => {
    const withCode = section(commentOf("prod", "new-bucket"), "Network, buckets and endpoints");
    expect(withCode).toContain("+     on   arn:aws:s3:::mlplatform-prod-reports-123456789012\n");
    const withoutCode = { ...inputOf("prod", "new-bucket"), synthesized: undefined };
    expect(section(review(withoutCode).markdown, "Network, buckets and endpoints")).toContain(
      "⚠️ `storage/Reports/Policy`: the policy is known after apply and cannot be shown yet",
    );
  });

  const resource = (type: string, before: unknown, after: unknown): MadeChange => ({
    type,
    actions: before === null ? ["create"] : after === null ? ["delete"] : ["update"],
    before,
    after,
  });

  test("resources that are a permission in themselves", () => {
    const comment = commentOn(
      resource("aws_iam_role_policy_attachment", null, {
        role: "r",
        policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
      resource(
        "aws_lambda_permission",
        {
          action: "lambda:InvokeFunction",
          function_name: "f",
          principal: "s3.amazonaws.com",
          source_arn: "arn:aws:s3:::b",
        },
        { action: "lambda:InvokeFunction", function_name: "f", principal: "s3.amazonaws.com", source_arn: null },
      ),
      resource("aws_kms_grant", null, {
        key_id: "k",
        grantee_principal: "arn:aws:iam::222222222222:role/a",
        operations: ["Decrypt"],
      }),
    );
    expect(comment).toContain("+ Allow everything in the managed policy arn:aws:iam::aws:policy/AdministratorAccess\n");
    expect(comment).toContain(
      "- Allow lambda:InvokeFunction on function f for Service s3.amazonaws.com if ArnLike aws:SourceArn = arn:aws:s3:::b\n" +
        "+ Allow lambda:InvokeFunction on function f for Service s3.amazonaws.com\n",
    );
    expect(comment).toContain("**condition removed: ArnLike aws:SourceArn = arn:aws:s3:::b**");
    expect(comment).toContain(
      "**account 222222222222 is outside this environment**: `Allow kms:Decrypt on k for AWS arn:aws:iam::222222222222:role/a`",
    );
  });

  test("policies are found in any resource and however deep", () => {
    const policy = JSON.stringify(document(allow("sqs:*")));
    const comment = commentOn(resource("aws_never_heard_of", { a: [{ b: null }] }, { a: [{ b: policy }] }));
    expect(section(comment, "Permissions")).toContain("+ Allow sqs:* on arn:aws:s3:::b/*");
  });

  test("another boundary is not called a lost one", () => {
    const role = (permissions_boundary: string) => ({ permissions_boundary });
    const comment = commentOn(resource("aws_iam_role", role("arn:a"), role("arn:b")));
    expect(comment).toContain("**permissions boundary replaced**");
  });

  test("a computed copy of a policy that another resource sets is not shown twice", () => {
    const base = resource(
      "aws_s3_bucket",
      { bucket: "b", policy: JSON.stringify(document(allow("s3:*"))) },
      { bucket: "b" },
    );
    const plan = commentOn({ ...base, more: { after_unknown: { policy: true } }, about: {} });
    // Without the code, reporting it twice is safer.
    expect(plan).toContain("known after apply");
  });
});
