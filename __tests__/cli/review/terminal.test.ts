// What `npm run deploy` shows before it asks matches the review, also in an environment without prices.
import type { SynthesizedDeployment } from "../../../cli/deploy/deployment";
import { gather } from "../../../cli/review/gather";
import { findingsOf } from "../../../cli/review/terminal";
import { review } from "../../../packages/plan-review/review";
import { planWith } from "../../../packages/plan-review/tests/support";
import type { Planned } from "../../../packages/terraform/planned-stack";

const stack = {
  code: {},
  constructPaths: { "aws_s3_bucket.X": "storage/Data/Resource" },
};
const deployment = {
  environment: { name: "prod", region: "eu-central-1" },
  synthesis: { stack: () => stack },
} as unknown as SynthesizedDeployment;
const planned: Planned = {
  stack: "storage",
  status: "planned",
  plan: planWith(
    { type: "aws_s3_bucket", actions: ["delete"], before: { bucket: "data" }, after: null },
    {
      type: "aws_vpc_security_group_ingress_rule",
      actions: ["create"],
      before: null,
      after: { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" },
    },
  ),
  warnings: [],
};
const lines = findingsOf(deployment)(planned);

it("begins with the verdict of the review", () => {
  const { markdown } = review(gather({ deployment, stacks: [planned] }));
  expect(lines[0]).toBe("1 change can lose data, 1 network opening");
  expect(markdown).toContain(`## Plan for prod: ${lines[0]}\n`);
});

it("says why there is no estimate, and what to type", () => {
  expect(lines[1]).toMatch(
    /Cost: not estimated: there are no prices for eu-central-1; run npm run prices -- --region eu-central-1\.$/,
  );
});

it("lists the findings, risk first, by the path of the construct, and then each change", () => {
  expect(lines.slice(2)).toEqual([
    "‼ bucket data storage/Data/Resource (aws_s3_bucket.X) is deleted, and the plan does not say why. Lost: every object in it",
    "! aws_vpc_security_group_ingress_rule.X: open to the whole internet, on every port",
    "    in every port from 0.0.0.0/0",
    "- destroy storage/Data/Resource (aws_s3_bucket)",
    "+ add     aws_vpc_security_group_ingress_rule.X (aws_vpc_security_group_ingress_rule)",
  ]);
});
