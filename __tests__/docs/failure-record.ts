// Runs the states that turn a caught error into a record, as far as these need: Pass, Choice, four intrinsics.

type Json = unknown;
interface State {
  readonly [field: string]: Json;
}
interface Rule {
  readonly [operator: string]: Json;
}

export interface FailureRecord {
  readonly error: string;
  readonly cause: string;
}

/** @param failure the value that a Catch puts at `$.failure` */
export function failureRecord(states: Readonly<Record<string, State>>, failure: object): FailureRecord {
  let document: Json = { failure };
  let name = "ReadCause";
  for (let steps = 0; steps < 20; steps += 1) {
    const state = states[name]!;
    if (state.Type === "Choice") {
      const rule = (state.Choices as readonly Rule[]).find((candidate) => holds(candidate, document));
      name = String(rule?.Next ?? state.Default);
      continue;
    }
    if (state.Type !== "Pass") throw new Error(`${name} is a ${String(state.Type)}`);
    document = put(document, String(state.ResultPath), resultOf(state, document));
    if (name === "DescribeFailure") return (document as { readonly record: FailureRecord }).record;
    name = String(state.Next);
  }
  throw new Error("The failure states do not end.");
}

function resultOf(state: State, document: Json): Json {
  if ("Result" in state) return state.Result;
  if ("InputPath" in state) return get(document, String(state.InputPath));
  const parameters = state.Parameters as Readonly<Record<string, Json>>;
  return Object.fromEntries(
    Object.entries(parameters).map(([key, value]) =>
      key.endsWith(".$") ? [key.slice(0, -2), evaluate(String(value), document)] : [key, value],
    ),
  );
}

function holds(rule: Rule, document: Json): boolean {
  if (rule.And) return (rule.And as readonly Rule[]).every((part) => holds(part, document));
  if (rule.Or) return (rule.Or as readonly Rule[]).some((part) => holds(part, document));
  if (rule.Not) return !holds(rule.Not as Rule, document);
  const value = get(document, String(rule.Variable));
  if ("IsPresent" in rule) return (value !== undefined) === rule.IsPresent;
  if ("IsString" in rule) return (typeof value === "string") === rule.IsString;
  if ("StringEquals" in rule) return value === rule.StringEquals;
  if ("StringMatches" in rule) {
    const parts = String(rule.StringMatches).split("*");
    const pattern = parts.map((part) => part.replace(/[.?+^$[\](){}|\\]/g, "\\$&")).join("[\\s\\S]*");
    return typeof value === "string" && new RegExp(`^${pattern}$`).test(value);
  }
  throw new Error(`Unknown rule: ${JSON.stringify(rule)}`);
}

function evaluate(expression: string, document: Json): Json {
  if (expression.startsWith("$$.")) return expression;
  if (expression.startsWith("$.")) return get(document, expression);
  const [, intrinsic, inner] = /^States\.(\w+)\((.*)\)$/.exec(expression)!;
  if (intrinsic === "StringToJson") return JSON.parse(String(evaluate(inner!, document)));
  if (intrinsic === "ArrayGetItem") {
    const [, array, index] = /^(.*), (\d+)$/.exec(inner!)!;
    return (evaluate(array!, document) as readonly Json[])[Number(index)];
  }
  const [, first, second] = /^(.*), ([^,]*)$/.exec(inner!)!;
  if (intrinsic === "StringSplit") return String(evaluate(first!, document)).split(second!.slice(1, -1));
  if (intrinsic === "Format") return first!.slice(1, -1).replace("{}", String(evaluate(second!, document)));
  throw new Error(`Unknown intrinsic: ${expression}`);
}

const keysOf = (path: string): string[] => path.split(".").slice(1);

function get(document: Json, path: string): Json {
  return keysOf(path).reduce<Json>((value, key) => (value as Record<string, Json> | undefined)?.[key], document);
}

function put(document: Json, path: string, value: Json): Json {
  const [key, ...rest] = keysOf(path);
  if (key === undefined) return value;
  const object = (document ?? {}) as Record<string, Json>;
  return { ...object, [key]: put(object[key], ["$", ...rest].join("."), value) };
}
