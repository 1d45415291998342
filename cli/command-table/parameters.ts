// The parameters that several commands share.
import { resolve } from "node:path";
import type { EnvironmentName } from "../../src/environments";
import { type Parameter, refuse } from "./command";

/** An option that is set or not. */
export function flag(description: string): Parameter<boolean> {
  return { description, read: (texts) => texts.length > 0 };
}

/** Any text; undefined if left out. */
export function text(placeholder: string, description: string): Parameter<string | undefined> {
  return {
    placeholder,
    description,
    occurs: "maybe",
    read: ([first, second]) => {
      if (first === "") return refuse(first, "a value after it");
      return second === undefined ? first : refuse(second, "one value");
    },
  };
}

/** The same, but required. */
export function required<Value>(parameter: Parameter<Value | undefined>, allowed: string): Parameter<Value> {
  const { placeholder, description, read } = parameter;
  return {
    placeholder,
    description,
    read: async (texts, earlier) => (await read(texts, earlier)) ?? refuse(undefined, allowed),
  };
}

/** One of a few words. */
export function choice<Word extends string>(
  placeholder: string,
  words: readonly Word[],
  description: string,
): Parameter<Word | undefined> {
  return {
    placeholder,
    description,
    occurs: "maybe",
    read: (texts) => {
      const unknown = texts.find((one) => !words.some((word) => word === one));
      if (unknown !== undefined) return refuse(unknown, words.join(" or "), words);
      return texts.length > 1 ? refuse(texts.at(-1), "one value") : words.find((word) => word === texts[0]);
    },
  };
}

/** The absolute path of a file. npm changes to the project's root, but the path is relative to where the person is. */
export function path(placeholder: string, description: string): Parameter<string | undefined> {
  const parameter = text(placeholder, description);
  return {
    ...parameter,
    read: async (texts, earlier) => {
      const file = await parameter.read(texts, earlier);
      return typeof file === "string" ? resolve(process.env.INIT_CWD ?? ".", file) : file;
    },
  };
}

/** Names separated by commas; the option may also be repeated. */
export function list(placeholder: string, description: string): Parameter<readonly string[]> {
  const names = (texts: readonly string[]) => texts.flatMap((one) => one.split(",")).map((name) => name.trim());
  return { placeholder, description, read: (texts) => names(texts).filter(Boolean) };
}

/** Words, unchanged. */
export function words(placeholder: string, description: string): Parameter<readonly string[]> {
  return { placeholder, description, occurs: "often", read: (texts) => texts };
}

/** An environment that is deployed into an account, or with `local` also this machine's. */
export function environment({ local = false } = {}): Parameter<EnvironmentName> {
  const elsewhere = local ? "" : " (local is for `npm start` and `npm stop`)";
  return {
    placeholder: "ENV",
    description: `the environment: ${local ? "local, " : ""}dev, staging or prod`,
    read: async ([name]) => {
      const { environmentNames } = await import("../../src/environments/index.js");
      const names = environmentNames.filter((known) => local || known !== "local");
      const allowed = `${names.join(", ")}${name === "local" ? elsewhere : ""}`;
      return names.find((known) => known === name) ?? refuse(name, allowed, names);
    },
  };
}
