import { deployTrust, planTrust } from "../../../src/bootstrap/trust";

const props = { repository: { owner: "acme", name: "platform" }, providerArn: "arn:provider" };

const trusting = (subjects: string | string[]) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Federated: "arn:provider" },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": subjects,
        },
      },
    },
  ],
});

it("lets pull requests and main plan", () => {
  expect(JSON.parse(planTrust(props))).toEqual(
    trusting(["repo:acme/platform:pull_request", "repo:acme/platform:ref:refs/heads/main"]),
  );
});

it("lets only the GitHub environment of the same name deploy", () => {
  expect(JSON.parse(deployTrust(props, "prod"))).toEqual(trusting("repo:acme/platform:environment:prod"));
});
