// The GitHub repository whose workflows may assume the CI roles. Change it in a fork; it is named nowhere else.
import { z } from "zod";
import { InvalidInputError } from "../../packages/errors";

const name = (allowed: string, pattern: RegExp) => z.string(allowed).regex(pattern, allowed);

const schema = z.strictObject({
  owner: name('a user or organisation of GitHub, such as "acme"', /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i),
  // Neither an IAM wildcard nor a separator of GitHub's subjects can occur in it.
  name: name('a repository, such as "sagemaker-platform"', /^[\w.-]{1,100}$/),
});

export type Repository = Readonly<z.infer<typeof schema>>;

// Put the repository here that deploys this platform.
export const repository = validateRepository({ owner: "your-organisation", name: "sagemaker-platform" });

export function validateRepository(input: unknown): Repository {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) => ({
    path: path.join("."),
    got: (input as Record<string, unknown> | undefined)?.[String(path[0])],
    allowed: message,
  }));
  throw new InvalidInputError("The repository (src/environments/repository.ts)", problems);
}
