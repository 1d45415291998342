// States that do no work themselves. State names are a type, so that the compiler can check where a transition leads.
import type { PolicyStatement } from "../../iam";
import type { Condition } from "./conditions";
import { defined, type Json, type JsonObject } from "./json";

/** Any kind of state, as the definition takes it. */
export interface State<Name extends string> {
  readonly asl: JsonObject;
  /** Where it can lead to; empty if it ends the execution. */
  readonly next: readonly Name[];
  /** The permissions that the state machine's role needs for it. */
  readonly statements: readonly PolicyStatement[];
}

export interface PassProps<Name extends string> {
  readonly comment?: string;
  /** @default "$" */
  readonly inputPath?: string;
  /** A new value, with paths and intrinsic functions in keys that end in `.$`. */
  readonly parameters?: JsonObject;
  /** A new value, taken literally. */
  readonly result?: Json;
  /** Where in the state's input the value goes; the rest of the input is kept. */
  readonly resultPath?: string;
  /** @default "$" */
  readonly outputPath?: string;
  readonly next: Name;
}

export function pass<Name extends string>(props: PassProps<Name>): State<Name> {
  return plain([props.next], {
    Type: "Pass",
    Comment: props.comment,
    InputPath: props.inputPath,
    Parameters: props.parameters,
    Result: props.result,
    ResultPath: props.resultPath,
    OutputPath: props.outputPath,
    Next: props.next,
  });
}

export interface ChoiceProps<Name extends string> {
  readonly comment?: string;
  /** The first rule that holds decides. */
  readonly rules: readonly { readonly when: Condition; readonly next: Name }[];
  readonly otherwise: Name;
}

export function choice<Name extends string>({ comment, rules, otherwise }: ChoiceProps<Name>): State<Name> {
  return plain([...rules.map(({ next }) => next), otherwise], {
    Type: "Choice",
    Comment: comment,
    Choices: rules.map(({ when, next }) => ({ ...when, Next: next })),
    Default: otherwise,
  });
}

export interface WaitProps<Name extends string> {
  readonly seconds: number;
  readonly next: Name;
}

export function wait<Name extends string>({ seconds, next }: WaitProps<Name>): State<Name> {
  return plain([next], { Type: "Wait", Seconds: seconds, Next: next });
}

export function succeed<Name extends string>(comment: string): State<Name> {
  return plain<Name>([], { Type: "Succeed", Comment: comment });
}

export interface FailProps {
  readonly comment: string;
  readonly errorPath: string;
  readonly causePath: string;
}

export function fail<Name extends string>({ comment, errorPath, causePath }: FailProps): State<Name> {
  return plain<Name>([], { Type: "Fail", Comment: comment, ErrorPath: errorPath, CausePath: causePath });
}

function plain<Name extends string>(
  next: readonly Name[],
  fields: Readonly<Record<string, Json | undefined>>,
): State<Name> {
  return { asl: defined(fields), next, statements: [] };
}
