// The commands that only the GitHub workflows run.
import { command } from "../command";
import { choice, environment, required, text } from "../parameters";

const purposes = ["plan", "deploy"] as const;

export const workflows = [
  command({
    name: "ci comment",
    summary: "Puts a review into the pull request's one comment about the environment",
    arguments: {
      environment: environment(),
      file: required(text("FILE", "the comment, as Markdown"), "the path of a Markdown file"),
    },
    load: () => import("../../ci/comment.js"),
  }),
  command({
    name: "ci drift",
    summary: "Opens, updates or closes the drift issue of an environment after a review",
    arguments: { environment: environment() },
    load: () => import("../../ci/drift.js"),
  }),
  command({
    name: "ci reviewed",
    summary: "Fetches the review that the pull request showed",
    arguments: { environment: environment() },
    load: () => import("../../ci/reviewed.js"),
  }),
  command({
    name: "ci role",
    summary: "Names the role that a job assumes, and its region",
    arguments: {
      environment: environment(),
      purpose: required(choice("PURPOSE", purposes, "plan or deploy"), "plan or deploy"),
    },
    load: () => import("../../ci/role.js"),
  }),
];
