// `npm run local -- <any command>`: runs a command as a client of the local AWS.
import { UserError } from "../../packages/errors";
import { localAwsStatus } from "../local-aws/health";
import { clientEnvironment } from "../local-aws/clients";
import { runInteractive } from "../../packages/process/run";
import { which } from "../setup/which";

const usage = "npm run local -- <any command>, such as: npm run local -- aws s3 ls";

export async function run({ words: [command, ...args] }: { readonly words: readonly string[] }): Promise<number> {
  if (!command) throw new UserError(`No command to run. Usage: ${usage}`);
  const status = await localAwsStatus();
  if (status.kind === "absent") throw new UserError("The local AWS is not running. Start it: npm start");
  if (status.kind !== "running") {
    throw new UserError(
      `The local AWS ${status.kind === "crashed" ? "has ended unexpectedly" : "does not answer"}. \`npm start\` starts it again with what it had saved.`,
    );
  }
  const env = clientEnvironment(status.server);
  if (!command.includes("/") && !which(command, env.PATH)) throw new UserError(missing(command));
  return runInteractive(command, args, env);
}

function missing(command: string): string {
  const help =
    command === "aws"
      ? " The AWS CLI: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"
      : "";
  return `"${command}" is not installed: it is neither on the PATH nor among the project's tools.${help}`;
}
