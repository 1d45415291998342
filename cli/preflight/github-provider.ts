// GitHub's identity provider: an account has one for all its projects, so another project may have made it.
import { GetOpenIDConnectProviderCommand, IAMClient } from "@aws-sdk/client-iam";
import { iamArn } from "../../contracts/arns";
import { audience, githubIssuer } from "../../src/bootstrap/names";
import type { Deployment } from "../deploy/deployment";
import { advice, type Finding, right } from "./finding";

export async function checkGithubProvider({ aws, environment }: Deployment): Promise<readonly Finding[]> {
  const bootstrap = `npm run bootstrap -- ${environment.name}`;
  const OpenIDConnectProviderArn = iamArn(environment, `oidc-provider/${githubIssuer}`);
  const provider = await new IAMClient(aws)
    .send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }))
    .catch((error: Error) => {
      if (error.name === "NoSuchEntityException") return undefined;
      throw error;
    });
  if (!provider) return [advice("The account does not know GitHub yet, so CI can assume no role.", bootstrap)];
  if (provider.ClientIDList?.includes(audience)) return [right(`tokens for ${audience} are accepted`)];
  return [
    advice(
      `The account's provider for GitHub does not accept tokens for ${audience}.`,
      `${bootstrap}  takes the provider over and adds it.`,
    ),
  ];
}
