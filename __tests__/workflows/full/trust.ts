// Whether AWS would admit a job: compares the subject of its token, as GitHub builds it, with the role's trust policy.
import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import type { AwsSettings } from "../../../cli/aws/settings";
import { repositoryName } from "../support/scratch";

/** https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims */
export function subject(event: string, environment: string | undefined): string {
  if (environment !== undefined) return `repo:${repositoryName}:environment:${environment}`;
  return `repo:${repositoryName}:${event === "pull_request" ? "pull_request" : "ref:refs/heads/main"}`;
}

/** The subjects that a role trusts. */
export async function trustedSubjects(aws: AwsSettings, role: string): Promise<readonly string[]> {
  const { Role } = await new IAMClient(aws).send(new GetRoleCommand({ RoleName: role }));
  const policy = JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!)) as {
    Statement: { Condition: { StringEquals: Record<string, string | string[]> } }[];
  };
  const subjects = policy.Statement.map(
    ({ Condition }) => Condition.StringEquals["token.actions.githubusercontent.com:sub"]!,
  );
  return subjects.flat();
}
