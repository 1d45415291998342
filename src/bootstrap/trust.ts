// Which workflow runs may assume a CI role: GitHub signs the run's subject, and AWS compares it.
import type { EnvironmentName } from "../environments";
import type { Repository } from "../environments/repository";
import { audience, githubIssuer } from "./names";

export interface TrustProps {
  readonly repository: Repository;
  /** ARN of GitHub's provider in the account. */
  readonly providerArn: string;
}

/** Plans pull requests, and main for the scheduled drift check. It only reads, so it needs no approval. */
export function planTrust(props: TrustProps): string {
  return trust(props, ["pull_request", "ref:refs/heads/main"]);
}

/** Only runs in the GitHub environment of the same name, after whatever approvals that environment requires. */
export function deployTrust(props: TrustProps, environment: EnvironmentName): string {
  return trust(props, [`environment:${environment}`]);
}

/** Complete subjects instead of patterns: `repo:owner/name:*` would admit every branch. */
function trust({ repository, providerArn }: TrustProps, subjects: readonly string[]): string {
  const full = subjects.map((subject) => `repo:${repository.owner}/${repository.name}:${subject}`);
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: providerArn },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${githubIssuer}:aud`]: audience,
            [`${githubIssuer}:sub`]: full.length > 1 ? full : full[0],
          },
        },
      },
    ],
  });
}
