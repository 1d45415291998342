import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { Testing } from "cdktf";
import { Construct } from "constructs";
import { PlatformStack } from "../../stacks/base";
import { environment } from "../support/environments";
import { Template } from "../support/template";

class ExampleStack extends PlatformStack {
  override publish = super.publish;
}

function template(name: "local" | "prod"): Template {
  const stack = new ExampleStack(Testing.app(), "example", { environment: environment(name) });
  stack.publish({ example_name: { value: "x", description: "An example" } });
  return Template.of(stack);
}

describe("every stack", () => {
  it.each([
    ["prod", "333333333333"],
    ["local", "123456789012"],
  ] as const)("deploys %s to the environment's account only", (name, account) => {
    expect(template(name).json.provider).toMatchObject({
      aws: [{ allowed_account_ids: [account], region: "us-east-1" }],
    });
  });

  it("tags everything with project, environment, stack and the environment's own tags", () => {
    const tags = {
      CostCenter: "ml-production",
      Environment: "prod",
      ManagedBy: "terraform",
      Project: "mlplatform",
      Stack: "example",
    };
    expect(template("prod").json.provider).toMatchObject({ aws: [{ default_tags: [{ tags }] }] });
  });

  it("tags each resource that takes tags with the construct that made it, beside its own tags", () => {
    const stack = new ExampleStack(Testing.app(), "example", { environment: environment("prod") });
    const parent = new Construct(stack, "Parent");
    new SnsTopic(parent, "Topic", { tags: { Name: "x" } });
    new SnsTopicPolicy(parent, "Policy", { arn: "a", policy: "{}" });
    const made = Template.of(stack);
    expect(made.only(SnsTopic).tags).toEqual({ Name: "x", ConstructPath: "example/Parent/Topic" });
    expect(made.only(SnsTopicPolicy)).not.toHaveProperty("tags");
  });

  it("keeps its state in the account's bucket, locked, under a key of its own", () => {
    expect(template("prod").json.terraform!.backend).toEqual({
      s3: {
        bucket: "mlplatform-state-333333333333",
        key: "example/terraform.tfstate",
        workspace_key_prefix: "mlplatform",
        region: "us-east-1",
        use_lockfile: true,
      },
    });
    expect(template("local").json.terraform!.backend).toMatchObject({
      s3: { bucket: "mlplatform-state-123456789012" },
    });
  });

  it("cannot be planned in another environment's workspace", () => {
    expect(template("prod").json.resource!.terraform_data).toMatchObject({
      WorkspaceGuard: {
        lifecycle: {
          precondition: [
            {
              condition: '${terraform.workspace == "prod"}',
              error_message:
                'These stacks were synthesized for "prod", but the workspace is "${terraform.workspace}". Set TF_WORKSPACE to the environment, synthesize again, then plan.',
            },
          ],
        },
      },
    });
  });

  it("publishes outputs under the names it was given", () => {
    expect(template("prod").outputs).toEqual({ example_name: { value: "x", description: "An example" } });
  });
});
