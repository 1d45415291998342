// What a check found out about the account.

export type Finding =
  | { readonly kind: "right"; readonly says: string }
  /** Would stop a deployment or the first run. */
  | { readonly kind: "wrong"; readonly says: string; readonly remedy: string }
  /** Stops no deployment, and something else does not work yet. */
  | { readonly kind: "advice"; readonly says: string; readonly remedy: string }
  /** Could not be asked, so nothing is claimed. */
  | { readonly kind: "unknown"; readonly says: string };

export const right = (says: string): Finding => ({ kind: "right", says });
export const wrong = (says: string, remedy: string): Finding => ({ kind: "wrong", says, remedy });
export const advice = (says: string, remedy: string): Finding => ({ kind: "advice", says, remedy });
export const unknown = (says: string): Finding => ({ kind: "unknown", says });
