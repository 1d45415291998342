// The GitHub repository whose workflows may assume the CI roles. Change it in a fork: nothing else names it.
import { z } from "zod";
import { InvalidInputError } from "../../packages/errors";

const name = (allowed: string, pattern: RegExp) => z.string(allowed).regex(pattern, allowed);

const schema = z.strictObject({
  owner: name('a user or organisation of GitHub, such as "acme"', /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i),
  // No wildcard of IAM and no separator of GitHub's subjects can stand in it.
  name: name('a repository, such as "sagemaker-platform"', /^[\w.-]{1,100}$/),
});

export type Repository = Readonly<z.infer<typeof schema>>;

// Put the repository here that this platform is deployed from.
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
