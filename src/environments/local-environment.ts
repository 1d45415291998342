// The local environment: every model of models/, the models of the overlay, and the overlay's changes.
import { definitionFile, definitionOf, modelNames } from "./definitions";
import { local, localSettings } from "./local";
import { overlayFile, readOverlay, withOverlay } from "./overlay";
import type { Environment } from "./schema";
import { isRecord } from "./unchecked";
import { validateEnvironment } from "./validate";

/** @param directory holds the overlay; without one, the environment is as committed */
export function localEnvironment(directory?: string): Environment {
  const committed = { ...local, models: Object.fromEntries(modelNames().map((name) => [name, localSettings])) };
  const overlay = directory === undefined ? undefined : readOverlay(directory);
  if (overlay === undefined) {
    return validateEnvironment(committed, { subject: 'The environment "local" (src/environments/local.ts)' });
  }
  const changes = modelChanges(overlay);
  const added = Object.keys(changes).map((name) => [name, localSettings]);
  return validateEnvironment(
    withOverlay(
      { ...committed, models: { ...committed.models, ...Object.fromEntries(added) } },
      withoutDefinitions(overlay),
    ),
    {
      subject: `The environment "local" with ${overlayFile}`,
      file: overlayFile,
      definition: (name) => {
        const change = changes[name]?.definition;
        return change === undefined ? definitionOf(name) : withOverlay(definitionOf(name), change);
      },
      definitionPlace: (name) =>
        changes[name]?.definition === undefined
          ? `${definitionFile(name)}: `
          : `${overlayFile}: models.${name}.definition.`,
    },
  );
}

/** Model -> the overlay's changes to it. */
function modelChanges(overlay: unknown): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const models = isRecord(overlay) && isRecord(overlay.models) ? overlay.models : {};
  return Object.fromEntries(Object.entries(models).map(([name, change]) => [name, isRecord(change) ? change : {}]));
}

/** The environment's own settings for its models. */
function withoutDefinitions(overlay: unknown): unknown {
  if (!isRecord(overlay) || !isRecord(overlay.models)) return overlay;
  const models = Object.entries(overlay.models).map(([name, change]) => {
    if (!isRecord(change)) return [name, change];
    return [name, Object.fromEntries(Object.entries(change).filter(([key]) => key !== "definition"))];
  });
  return { ...overlay, models: Object.fromEntries(models) as unknown };
}
