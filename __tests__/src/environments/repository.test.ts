import { InvalidInputError } from "../../../packages/errors";
import { repository, validateRepository } from "../../../src/environments/repository";

it("is one repository of one owner", () => {
  expect(repository).toEqual({ owner: "your-organisation", name: "sagemaker-platform" });
});

it("takes nothing that would let other repositories in, and says all that is wrong", () => {
  expect(() => validateRepository({ owner: "*", name: "platform:ref" })).toThrow(
    new InvalidInputError("The repository (src/environments/repository.ts)", [
      { path: "owner", got: "*", allowed: 'a user or organisation of GitHub, such as "acme"' },
      { path: "name", got: "platform:ref", allowed: 'a repository, such as "sagemaker-platform"' },
    ]),
  );
});
