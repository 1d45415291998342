// One thing that can hurt, and how loudly it is said.

export interface Hazard {
  /** "data": gone for good. "service": something stops for a while. "notice": nothing is lost, but it must be seen. */
  readonly loss: "data" | "service" | "notice";
  /** One Markdown line. */
  readonly line: string;
}

export const losses = ["data", "service", "notice"] as const;
