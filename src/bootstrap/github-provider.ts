// Lets the account recognize GitHub's workflow runs, so that CI needs no keys. The roles decide which run may do what.
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";
import { audience, githubIssuer } from "./names";

export class GithubProvider extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const provider = new IamOpenidConnectProvider(this, "Resource", {
      url: `https://${githubIssuer}`,
      clientIdList: [audience],
      // No thumbprints: AWS checks GitHub's certificate against its own list of certificate authorities.
      lifecycle: { preventDestroy: true },
    });
    this.arn = provider.arn;
  }
}
