// Answers AWS SDK clients over HTTP with the test's responses, and records their requests. For responses that the local
// AWS does not give on request: throttling, errors of a model, a service that is down.
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface Answer {
  /** @default 200 */
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export class AwsStub {
  readonly received: Received[] = [];
  answer: (request: Received) => Answer = () => ({ status: 500, body: "{}" });

  private constructor(private readonly server: Server) {}

  /** Points the SDK clients of this process at the stub. Call it before loading the module that creates them. */
  static async start(): Promise<AwsStub> {
    const server = createServer();
    const stub = new AwsStub(server);
    server.on("request", (request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { method = "", url = "", headers } = request;
        const received = { method, url, headers, body: Buffer.concat(chunks).toString() };
        stub.received.push(received);
        const { status = 200, headers: sent = {}, body = "" } = stub.answer(received);
        response.writeHead(status, sent).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_MAX_ATTEMPTS: "1",
      POWERTOOLS_DEV: "false",
      POWERTOOLS_LOG_LEVEL: "SILENT",
    });
    return stub;
  }

  reset(answer: AwsStub["answer"]): void {
    this.received.length = 0;
    this.answer = answer;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
