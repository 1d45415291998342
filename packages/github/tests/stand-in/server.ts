// A server that behaves like GitHub's REST API, as far as our workflows use it: comments, issues, pull requests,
// workflow runs and their artifacts; with pages, checks of requests, and tokens with only the granted permissions.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answer, type Reply } from "./routes";
import { GitHubState } from "./state";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

export interface Trouble {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export class GitHubStandIn {
  readonly state: GitHubState;
  /** Every request, in order. */
  readonly asked: Asked[] = [];
  /** Responses to give before any other, one per request. */
  readonly troubles: Trouble[] = [];
  private server!: Server;

  constructor(repository: string) {
    this.state = new GitHubState(repository);
  }

  async start(): Promise<void> {
    this.server = createServer((request, response) => void this.handle(request, response));
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    this.state.url = this.url;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, this.url);
    const method = request.method!;
    const body = await read(request);
    const trouble = this.troubles.shift();
    const reply: Reply = trouble
      ? { status: trouble.status, headers: trouble.headers, body: trouble.body ?? { message: "Trouble" } }
      : answer(this.state, { method, url, body, authorization: request.headers.authorization });
    this.asked.push({ method, path: url.pathname, status: reply.status });
    const isBytes = reply.body instanceof Uint8Array;
    response.writeHead(reply.status, {
      "content-type": isBytes ? "application/zip" : "application/json",
      ...reply.headers,
    });
    response.end(isBytes ? reply.body : JSON.stringify(reply.body ?? null));
  }
}

async function read(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  return text === "" ? undefined : JSON.parse(text);
}
