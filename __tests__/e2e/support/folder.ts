// Imported before anything of cli/: the tests' own local deployment, separate from the one a person may be running.
import { join, resolve } from "node:path";

export const root = resolve(__dirname, "..", "..", "..");
/** Each test file that deploys has a local AWS of its own. */
export const work = join(root, ".local", process.env.E2E_FOLDER ?? "e2e");

process.env.PLATFORM_WORK = work;
process.env.LOCAL_AWS_PORT = "0";
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
delete process.env.TF_WORKSPACE;
