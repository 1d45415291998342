// One thing that can hurt, and how loudly it is said.

export interface Hazard {
  /** "data": gone for good. "service": something stops for a while. The others lose nothing, but must be seen. */
  readonly loss: "data" | "service" | "endpoint" | "forgotten";
  /** One Markdown line. */
  readonly line: string;
}

export const losses = ["data", "service", "endpoint", "forgotten"] as const;
