// Combines named states into a state machine: its JSON, and the statements that its role needs.
import { integrationArn, type Location } from "../../../contracts/arns";
import type { Grantee } from "../../iam";
import type { JsonObject } from "./json";
import type { State } from "./states";

export interface DefinitionProps<Name extends string> {
  readonly comment: string;
  readonly startAt: Name;
  readonly timeoutSeconds: number;
  /** The compiler checks that every name has a state and that every transition leads to one. */
  readonly states: Readonly<Record<Name, State<Name>>>;
}

export class Definition<Name extends string> {
  constructor(private readonly props: DefinitionProps<Name>) {
    const unreachable = this.unreachable();
    if (unreachable.length > 0) throw new Error(`No transition leads to ${unreachable.join(", ")}.`);
  }

  /** In a partition, which the ARNs of integrations name. */
  toJson(location: Pick<Location, "region">): JsonObject {
    const { comment, startAt, timeoutSeconds, states } = this.props;
    const asl = Object.entries<State<Name>>(states).map(([name, { asl }]) => {
      const integration = asl.Resource;
      return [
        name,
        typeof integration === "string" ? { ...asl, Resource: integrationArn(location, integration) } : asl,
      ];
    });
    return { Comment: comment, StartAt: startAt, TimeoutSeconds: timeoutSeconds, States: Object.fromEntries(asl) };
  }

  grant(grantee: Grantee): void {
    for (const state of Object.values<State<Name>>(this.props.states)) {
      state.statements.forEach((statement) => grantee.addStatement(statement));
    }
  }

  private unreachable(): string[] {
    const { startAt, states } = this.props;
    const reached = new Set<Name>([startAt]);
    for (const name of reached) states[name].next.forEach((next) => reached.add(next));
    return Object.keys(states).filter((name) => !reached.has(name as Name));
  }
}
