// Turns what a person wrote into an Environment, or reports all of its problems at once.
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
  /** The start of the error message, such as `The environment "prod"`. */
  readonly subject: string;
  /** Prefixes each path of the environment, for values that do not come from its own file. */
  readonly file?: string;
  /** A model's definition, unchecked; undefined if it is not defined anywhere. @default models/<name>/model.ts */
  readonly definition?: (name: string) => unknown;
  /** Where to correct a problem of a definition; the problem's path follows. @default models/<name>/model.ts */
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

/** A model that is not defined, or whose name is too long for the names that the environment builds from it. */
function namingProblems(environment: string, definitions: ReadonlyMap<string, unknown>): Problem[] {
  return [...definitions].flatMap(([name, definition]): Problem[] => {
    const path = `models.${name}`;
    // The schema has reported this already.
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
 * A model that owns its folder does not know that another model reads from it, and would move away a file that it
 * cannot use. So every model that shares a folder has to say so.
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
