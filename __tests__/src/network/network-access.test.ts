import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformStack, Testing } from "cdktf";
import type { NetworkConsumer } from "../../../src/network";
import { NetworkAccess, type NetworkOffer } from "../../../src/network/network-access";
import { environment } from "../../support/environments";
import { Template } from "../../support/template";

const offer: NetworkOffer = {
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  s3PrefixListId: "pl-1",
  interfaces: { services: ["states", "sns"], securityGroupId: "sg-endpoints" },
};
const notebooks: NetworkConsumer = {
  name: ["studio", "notebooks"],
  description: "Notebooks of data scientists",
  reaches: { s3: "notebooks read data" },
};

function attach(changes: Partial<NetworkConsumer> = {}, offered = offer) {
  const stack = new TerraformStack(Testing.app(), "studio");
  const props = { environment: environment("prod"), offer: offered, consumer: { ...notebooks, ...changes } };
  const access = new NetworkAccess(stack, "Notebooks", props);
  return { access, template: Template.of(stack) };
}
const group = expect.stringMatching(/^\$\{aws_security_group\.Notebooks_[0-9A-F]{8}\.id\}$/);
const https = { ip_protocol: "tcp", from_port: 443, to_port: 443 };

describe("a consumer's security group", () => {
  it("is named by the consumer and lies in the VPC", () => {
    expect(attach().template.only(SecurityGroup)).toMatchObject({
      name: expect.stringMatching(/^mlplatform-prod-studio-notebooks-[0-9a-f]{6}$/),
      description: "Notebooks of data scientists",
      vpc_id: "vpc-1",
    });
  });

  it("opens HTTPS to S3 where that is all that is reached, and lets nothing in", () => {
    const { template } = attach();
    const rule = template.only(VpcSecurityGroupEgressRule);
    expect(rule).toMatchObject({ security_group_id: group, prefix_list_id: "pl-1", ...https });
    expect(rule).not.toHaveProperty("cidr_ipv4");
    expect(template.resources(VpcSecurityGroupIngressRule)).toEqual([]);
  });

  it("opens HTTPS to the interface endpoints, and their group to itself, where a service behind one is reached", () => {
    const { template } = attach({ reaches: { sns: "notebooks send reports" } });
    expect(template.only(VpcSecurityGroupEgressRule)).toMatchObject({
      security_group_id: group,
      referenced_security_group_id: "sg-endpoints",
      ...https,
    });
    expect(template.only(VpcSecurityGroupIngressRule)).toMatchObject({
      security_group_id: "sg-endpoints",
      referenced_security_group_id: group,
      description: "Notebooks of data scientists",
      ...https,
    });
  });

  it("has no rule where nothing is reached", () => {
    expect(attach({ reaches: {} }).template.types).toEqual(["aws_security_group"]);
  });
});

it("hands on the subnets, and every rule as something to wait for", () => {
  const { access, template } = attach({ reaches: { s3: "data", sns: "reports" } });
  expect(access.subnetIds).toEqual(["subnet-1", "subnet-2"]);
  const rules = [VpcSecurityGroupEgressRule, VpcSecurityGroupIngressRule].flatMap((type) => template.resources(type));
  expect(rules).toHaveLength(3);
  expect(access.rules).toHaveLength(3);
});

it("refuses a service that the network offers no endpoint for, by name", () => {
  const reaches = { sns: "reports", "sagemaker.api": "trains" };
  expect(() => attach({ reaches })).toThrow(
    "studio/Notebooks reaches sagemaker.api, for which the network has no interface endpoint. " +
      'Add "studio-notebooks" to the consumers that the network stack is made with.',
  );
  expect(() => attach({ reaches }, { ...offer, interfaces: undefined })).toThrow("reaches sns, sagemaker.api,");
});

it("explains to a scanner who wears the group only where that cannot be seen", () => {
  const finding = (changes: Partial<NetworkConsumer>) => {
    const notes = attach(changes).template.only(SecurityGroup)["//"] as { readonly checkov?: Record<string, string> };
    return notes.checkov;
  };
  expect(finding({})).toBeUndefined();
  expect(finding({ wornBy: "the notebooks that people open" })).toEqual({
    CKV2_AWS_5: "Worn by the notebooks that people open, which are made while the platform runs and not by a stack.",
  });
});
