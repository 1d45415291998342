// Whether the local AWS answers, and whether it is the one that the server file describes.
import { readFileSync } from "node:fs";
import { request } from "node:https";
import { isAlive } from "../../packages/process/tree";
import { readServerFile, type Server } from "./server-file";

export type Status =
  | { readonly kind: "absent" }
  | { readonly kind: "running"; readonly server: Server }
  /** Its server file exists, but its process has ended. */
  | { readonly kind: "crashed"; readonly server: Server }
  | { readonly kind: "silent"; readonly server: Server };

export async function localAwsStatus(): Promise<Status> {
  const server = readServerFile();
  if (!server) return { kind: "absent" };
  if (await answers(server)) return { kind: "running", server };
  return { kind: isAlive(server.pid) ? "silent" : "crashed", server };
}

export async function answers(server: Server): Promise<boolean> {
  try {
    await control(server, "GET", "health");
    return true;
  } catch {
    return false;
  }
}

/** The local AWS's own interface, in addition to those of the services. It requires the same key. */
export async function control(server: Server, method: "GET" | "POST", path: string, body?: unknown): Promise<unknown> {
  const { AWS_CA_BUNDLE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = server.environment;
  const ca = readFileSync(AWS_CA_BUNDLE!);
  const auth = `${AWS_ACCESS_KEY_ID}:${AWS_SECRET_ACCESS_KEY}`;
  return new Promise((done, failed) => {
    const call = request(`${server.url}/_local/${path}`, { method, ca, auth, timeout: 5000 }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => {
        if (!/^20/.test(String(response.statusCode)))
          return failed(new Error(`/_local/${path}: HTTP ${response.statusCode} ${text}`));
        done(JSON.parse(text || "null"));
      });
    });
    call.on("timeout", () => call.destroy(new Error("no answer within 5 s")));
    call.on("error", failed);
    if (body !== undefined) call.setHeader("Content-Type", "application/json");
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
