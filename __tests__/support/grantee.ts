// A grantee that only records what is granted to it.
import type { Grantee, PolicyStatement } from "../../src/iam";

export class RecordingGrantee implements Grantee {
  readonly statements: PolicyStatement[] = [];

  addStatement(statement: PolicyStatement): void {
    this.statements.push(statement);
  }

  get sids(): string[] {
    return this.statements.map(({ sid }) => sid);
  }
}
