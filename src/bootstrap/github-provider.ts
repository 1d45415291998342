// Lets the account recognise GitHub's workflow runs, so that CI holds no keys. Who may do what is decided by the roles.
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
      // No thumbprints: AWS trusts GitHub's certificate by its own list of authorities.
      lifecycle: { preventDestroy: true },
    });
    this.arn = provider.arn;
  }
}
