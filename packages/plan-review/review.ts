// Reviews an environment's plans: makes one comment for people, one text for a terminal, and one file for programs and
// for the deployment that follows.
import { factsOf } from "./facts";
import type { ReviewInput } from "./input";
import { type PrintableFacts, printableFacts } from "./printable";
import { findingsAsJson } from "./render/json";
import { markdown } from "./render/markdown";
import { makeReviewFile, type ReviewFile } from "./review-file";
import { secretsOf } from "./secrets";

export interface Review {
  /** For render/terminal. */
  readonly facts: PrintableFacts;
  /** The comment, below GitHub's 65,536 characters. */
  readonly markdown: string;
  readonly json: ReviewFile;
}

export function review(input: ReviewInput): Review {
  const facts = reviewFacts(input);
  return {
    facts,
    markdown: markdown(facts, input.caller),
    json: makeReviewFile({ ...input, reviewed: facts.reviewed, findings: findingsAsJson(facts) }),
  };
}

/** For a caller that needs neither comment nor file. */
export function reviewFacts(input: Omit<ReviewInput, "caller">): PrintableFacts {
  return printableFacts(factsOf(input), secretsOf(input.stacks));
}
