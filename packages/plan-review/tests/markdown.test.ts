// Other people's text stays plain text.
import { block, code, plain } from "../render/markdown/text";
import { visible } from "../render/visible";
import { commentOf, commentOn, review } from "./support";

test.each([
  ["a", "`a`"],
  ["a`b", "``a`b``"],
  ["``", "``` `` ```"],
  ["`x", "`` `x ``"],
  [" x ", "`  x  `"],
  ["", "` `"],
  ["a\nb\tc", "`a\\nb\\tc`"],
  ["</details> @all | <b>", "`</details> @all | <b>`"],
])("code(%j)", (text, expected) => {
  expect(code(text)).toBe(expected);
});

test("a block's fence is longer than any in it", () => {
  expect(block(["```", "x"], "diff")).toBe("````diff\n```\nx\n````");
});

test("plain text forms neither Markdown, HTML, mentions, table cells, links nor formulas", () => {
  expect(plain("<b>*a*_b_`c`|@d [e](f) #1 $x$ https://g &amp;")).toBe(
    "&#60;b&#62;&#42;a&#42;&#95;b&#95;&#96;c&#96;&#124;&#64;d &#91;e&#93;(f) &#35;1 &#36;x&#36; https&#58;//g &#38;amp;",
  );
});

test("what cannot be seen, or reverses what can, is shown by its number", () => {
  expect(visible("a\u202eb\u200bc\u0000d\u001b[31m")).toBe("a\\u{202e}b\\u{200b}c\\u{0}d\\u{1b}[31m");
});

test("a name in a real plan that tries all of it", () => {
  const comment = commentOf("dev", "everything");
  expect(comment).toContain(
    '!     display_name: "before" -> "a|b `c` </details> @octocat <!\\u002d- mlplatform-review:demo --> <script>"\n',
  );
  expect(comment.match(/<!--/g)).toHaveLength(1);
  // Each fold that is opened outside code is closed there.
  const outside = comment.replace(/^```[\s\S]*?^```$/gm, "").replace(/`[^`\n]*`/g, "");
  expect(outside.match(/<details>/g)).toHaveLength(1);
  expect(outside.match(/<\/details>/g)).toHaveLength(1);
  expect(outside).not.toMatch(/@|<script/);
});

test("in every other place with text of others", () => {
  const evil = "x</summary></details>@all`|<!-- mlplatform-review:dev -->\n# big";
  const comment = commentOn(
    { type: "aws_s3_bucket", name: evil, actions: ["delete"], before: { bucket: evil }, after: null },
    {
      type: "aws_iam_role_policy",
      name: "P",
      actions: ["create"],
      after: { role: evil, policy: JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: evil } }) },
    },
    {
      type: "aws_security_group_rule",
      name: "R",
      actions: ["create"],
      after: { type: "ingress", protocol: evil, cidr_blocks: ["0.0.0.0/0"] },
    },
  );
  const failed = review({
    environment: "dev",
    stacks: [{ stack: "x", status: "failed", error: evil }],
    constructPaths: {},
    commit: evil,
  }).markdown;
  for (const text of [comment, failed]) {
    expect(text.match(/<!--/g)).toHaveLength(1);
    const outside = text.replace(/^(`{3,})[\s\S]*?^\1$/gm, "").replace(/(`+)[^\n]*?[^`]\1(?!`)/g, "");
    expect(outside).not.toMatch(/@all|^# big/m);
    expect((outside.match(/<details>/g) ?? []).length).toBe((outside.match(/<\/details>/g) ?? []).length);
  }
});
