// Where everything lies. All that the command line writes is inside the checkout and ignored by git.
import { join, resolve } from "node:path";

/** The checkout. */
export const root = resolve(__dirname, "..");

/** What setup installs. */
export const tools = join(root, ".tools");
export const python = join(root, ".venv", "bin", "python");

/**
 * What one local deployment consists of. A second one may live beside it in a folder of its own (PLATFORM_WORK): the
 * end-to-end tests do, so that they leave alone what a person has running.
 */
export const work = resolve(root, process.env.PLATFORM_WORK ?? ".");
export const local = join(work, ".local");
export const state = resolve(root, process.env.LOCAL_AWS_STATE ?? join(local, "aws"));
export const logs = join(local, "logs");
/** Read by src/environments: the choices of `npm start -- --data …`. */
export const overlay = join(local, "environment.json");
export const synthesized = join(work, "cdktf.out");

export const port = process.env.LOCAL_AWS_PORT ?? "5566";
