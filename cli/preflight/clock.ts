// The clock of this machine: AWS refuses requests that are signed more than five minutes off.
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Deployment } from "../deploy/deployment";
import { type Finding, right, wrong } from "./finding";

/** SigV4 allows five minutes for most services, and fifteen for some. */
const allowedSeconds = 5 * 60;

export async function checkClock({ aws }: Pick<Deployment, "aws">): Promise<readonly Finding[]> {
  let answered: string | undefined;
  const client = new STSClient(aws);
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      answered = (result.response as { headers?: Record<string, string> }).headers?.date;
      return result;
    },
    { step: "deserialize", priority: "low" },
  );
  await client.send(new GetCallerIdentityCommand({}));
  const seconds = Math.round((Date.now() - Date.parse(answered ?? new Date().toUTCString())) / 1000);
  if (Math.abs(seconds) <= allowedSeconds) return [right("as AWS's")];
  const direction = seconds > 0 ? "fast" : "slow";
  return [
    wrong(
      `This machine's clock is ${Math.abs(seconds)} s ${direction}; AWS refuses requests that are ${allowedSeconds} s off.`,
      "Set the clock, or let it be set from the network.",
    ),
  ];
}
