// Error messages for refused requests.
import { z } from "zod";

/** What was requested, why it was refused, and what to do. */
export async function refusal(method: string, url: URL, response: Response): Promise<string> {
  const { message, errors } = answer.catch({ message: "" }).parse(await response.json().catch(() => ({})));
  const asked = `${method} ${url.pathname}`;
  const said = message ? ` GitHub says: ${[message, ...(errors ?? []).map(reason)].join("; ")}.` : "";
  return `${sentence(asked, response)}${said}`;
}

function sentence(asked: string, { status, headers }: Response): string {
  switch (status) {
    case 401:
      return `GitHub does not accept the token for ${asked} (401). It is wrong or has expired: check GITHUB_TOKEN.`;
    case 403:
    case 429: {
      if (headers.get("x-ratelimit-remaining") === "0" || headers.has("retry-after") || status === 429)
        return `GitHub has had too many requests and refuses ${asked} (${status}). Run this again${later(headers)}.`;
      const needed = headers.get("x-accepted-github-permissions");
      const which = needed ? ` It needs one of: ${needed}.` : "";
      return `The token may not do ${asked} (403).${which} Grant it under "permissions" of the workflow's job.`;
    }
    case 404:
      return `GitHub finds nothing at ${asked} (404): it does not exist, or the token may not read it. Check GITHUB_REPOSITORY and "permissions" of the workflow's job.`;
    case 422:
      return `GitHub finds the request ${asked} invalid (422).`;
    default:
      return `GitHub answers ${asked} with status ${status}. Outages are on https://www.githubstatus.com; run this again later.`;
  }
}

function later(headers: Headers): string {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  if (seconds >= 0) return ` in ${seconds} s`;
  const reset = Number(headers.get("x-ratelimit-reset") ?? Number.NaN);
  return reset > 0 ? ` after ${new Date(reset * 1000).toISOString()}` : " later";
}

function reason({ field, code, message }: Reason): string {
  return [field, message ?? code].filter(Boolean).join(" ");
}

const reasonShape = z.object({
  field: z.string().optional(),
  code: z.string().optional(),
  message: z.string().optional(),
});
type Reason = z.infer<typeof reasonShape>;

const answer = z.object({ message: z.string(), errors: z.array(reasonShape).optional() });
