// Turns what a person wrote into an Environment, or reports everything that is wrong with it at once.
import { modelNamePattern } from "../../contracts/names";
import { jobNameProblem } from "../../contracts/steps";
import { InvalidInputError, type Problem } from "../../packages/errors";
import { definitionFile, definitionOf, modelNames } from "./definitions";
import { definitionProblems, settingsProblems } from "./model-rules";
import { combine, definitionSchema, type Model } from "./model-schema";
import { preferring, shapeProblems } from "./problems";
import { environmentProblems } from "./rules";
import { type Environment, environmentSchema } from "./schema";
import { isRecord } from "./unchecked";

export interface EnvironmentSource {
  /** Begins the error message, such as `The environment "prod"`. */
  readonly subject: string;
  /** Stands before each path of the environment, where the values do not come from its own file. */
  readonly file?: string;
  /** What a model learns, unchecked; undefined for one that is defined nowhere. @default models/<name>/model.ts */
  readonly definition?: (name: string) => unknown;
  /** Where a problem of a definition is to be corrected; its path follows. @default models/<name>/model.ts */
  readonly definitionPlace?: (name: string) => string;
}

export function validateEnvironment(input: unknown, source: EnvironmentSource): Environment {
  const { subject, file, definition = definitionOf } = source;
  const { definitionPlace = (name) => `${definitionFile(name)}: ` } = source;
  const result = environmentSchema.safeParse(input);
  const models = isRecord(input) && isRecord(input.models) ? input.models : {};
  const environmentName = isRecord(input) ? String(input.name) : "";

  const own = preferring(
    [...environmentProblems(input), ...Object.entries(models).flatMap(settingsProblemsOf)],
    result.success ? [] : shapeProblems(result.error, input),
  );
  const definitions = new Map(Object.keys(models).map((name) => [name, definition(name)]));
  const problems = [
    ...[...own, ...namingProblems(environmentName, definitions)].map((problem) => within(file && `${file}: `, problem)),
    ...[...definitions].flatMap(([name, given]) =>
      given === undefined ? [] : definitionProblemsOf(given, name, definitions).map(placed(definitionPlace(name))),
    ),
  ];
  if (!result.success || problems.length > 0) throw new InvalidInputError(`${subject} is not valid`, problems);
  const { models: settings, ...environment } = result.data;
  const combined = Object.entries(settings).map(([name, given]): [string, Model] => [
    name,
    combine(name, definitionSchema.parse(definitions.get(name)), given),
  ]);
  return { ...environment, models: Object.fromEntries(combined) };
}

function settingsProblemsOf([name, settings]: readonly [string, unknown]): Problem[] {
  return settingsProblems(settings).map(placed(`models.${name}.`));
}

/** A model that nobody defined, or whose name is too long for what the environment names after it. */
function namingProblems(environment: string, definitions: ReadonlyMap<string, unknown>): Problem[] {
  return [...definitions].flatMap(([name, definition]): Problem[] => {
    const path = `models.${name}`;
    // The schema has said so.
    if (!modelNamePattern.test(name)) return [];
    if (definition === undefined) {
      return [{ path, got: name, allowed: `a folder of models/ that holds a model.ts: ${modelNames().join(", ")}` }];
    }
    const tooLong = jobNameProblem(environment, name);
    return tooLong ? [{ path, got: name, allowed: `a name of ${tooLong}` }] : [];
  });
}

function definitionProblemsOf(given: unknown, name: string, all: ReadonlyMap<string, unknown>): Problem[] {
  const result = definitionSchema.safeParse(given);
  const rules = [...definitionProblems(given), ...uploadsProblems(given, name, all)];
  return preferring(rules, result.success ? [] : shapeProblems(result.error, given));
}

/**
 * Another model does not know that somebody else reads its own folder, and would move a file away that it cannot use.
 * So those who share a folder all say so.
 */
function uploadsProblems(given: unknown, name: string, all: ReadonlyMap<string, unknown>): Problem[] {
  const uploads = isRecord(given) ? given.uploads : undefined;
  if (typeof uploads !== "string" || uploads === name || !all.has(uploads)) return [];
  const allowed = `a folder that is not another model's own: models that share one all name it, such as "${uploads}-data"`;
  return [{ path: "uploads", got: uploads, allowed }];
}

const placed =
  (prefix: string) =>
  (problem: Problem): Problem =>
    within(prefix, problem);

function within(prefix: string | undefined, problem: Problem): Problem {
  return prefix ? { ...problem, path: `${prefix}${problem.path}` } : problem;
}
