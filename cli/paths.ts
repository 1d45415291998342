// The project's folders and files. Everything the command line writes is inside the checkout and ignored by git.
import { join, resolve } from "node:path";

/** The checkout. */
export const root = resolve(__dirname, "..");

/** Where setup installs tools. */
export const tools = join(root, ".tools");
export const python = join(root, ".venv", "bin", "python");

/**
 * The files of one local deployment. A second one can exist next to it in its own folder (PLATFORM_WORK); the
 * end-to-end tests use this, so that they do not touch what a person is running.
 */
export const work = resolve(root, process.env.PLATFORM_WORK ?? ".");
export const local = join(work, ".local");
export const state = resolve(root, process.env.LOCAL_AWS_STATE ?? join(local, "aws"));
export const logs = join(local, "logs");
/** Read by src/environments: the choices of `npm start -- --data …`. */
export const overlay = join(local, "environment.json");
export const synthesized = join(work, "cdktf.out");

export const port = process.env.LOCAL_AWS_PORT ?? "5566";
