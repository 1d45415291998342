// GitHub's REST API: a single request, or all items of a paged list. Responses are checked against the expected shape.
import { z } from "zod";
import { UserError } from "../errors";
import { refusal } from "./refusal";
import type { GitHubSettings } from "./settings";

type Method = "GET" | "POST" | "PATCH";
type Query = Readonly<Record<string, string>>;

const tries = 3;
/** Seconds: if GitHub asks for a longer wait, that is an error. */
const longestWait = 60;

export class GitHub {
  constructor(private readonly settings: GitHubSettings) {}

  get repository(): string {
    return this.settings.repository;
  }

  async get<T>(path: string, shape: z.ZodType<T>, query: Query = {}): Promise<T> {
    return shape.parse(await (await this.send("GET", this.url(path, query))).json());
  }

  async send(method: Method, url: URL | string, body?: unknown): Promise<Response> {
    const target = typeof url === "string" ? this.url(url) : url;
    for (let attempt = 1; ; attempt++) {
      const response = await this.fetch(method, target, body);
      if (response.ok) return response;
      const wait = attempt < tries ? waitBefore(method, response, attempt) : undefined;
      if (wait === undefined) throw new UserError(this.hide(await refusal(method, target, response)));
      await new Promise((done) => setTimeout(done, wait * 1000));
    }
  }

  /** Every item of a list, across all pages. `list` names the field if the response is not a plain array. */
  async *items<T>(path: string, shape: z.ZodType<T>, query: Query = {}, list?: string): AsyncGenerator<T> {
    const page = z.array(shape);
    let next: URL | undefined = this.url(path, { per_page: "100", ...query });
    while (next) {
      const response = await this.send("GET", next);
      const answer: unknown = await response.json();
      yield* page.parse(list ? (answer as Readonly<Record<string, unknown>>)[list] : answer);
      next = this.following(response);
    }
  }

  /** The token is sent to the API only, never to where a link or a redirect leads. */
  private following(response: Response): URL | undefined {
    const link = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
    if (!link) return undefined;
    const url = new URL(link);
    if (url.origin !== new URL(this.settings.apiUrl).origin) {
      throw new UserError(`GitHub's next page is at another address, ${url.origin}, and is not requested.`);
    }
    return url;
  }

  private async fetch(method: Method, url: URL, body: unknown): Promise<Response> {
    const headers = {
      authorization: `Bearer ${this.settings.token}`,
      accept: "application/vnd.github+json",
      // GitHub requires a user agent, and recommends a name that identifies the sender.
      "user-agent": this.settings.repository,
      "x-github-api-version": "2022-11-28",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    };
    try {
      // `fetch` drops the authorization when a redirect leaves the API's origin.
      const signal = AbortSignal.timeout(60_000);
      return await fetch(url, { method, headers, signal, body: body === undefined ? null : JSON.stringify(body) });
    } catch (error) {
      const { cause, message } = error as Error;
      const reason = cause instanceof Error ? cause.message : message;
      throw new UserError(this.hide(`GitHub does not answer at ${url.origin}: ${reason || message}`));
    }
  }

  private url(path: string, query: Query = {}): URL {
    const url = new URL(`${this.settings.apiUrl}/repos/${this.settings.repository}${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  }

  private hide(text: string): string {
    return text.replaceAll(this.settings.token, "***");
  }
}

/** Seconds until the same request may be sent again; undefined if it may not. */
function waitBefore(method: Method, response: Response, attempt: number): number | undefined {
  const asked = Number(response.headers.get("retry-after") ?? Number.NaN);
  // Too many requests: GitHub did nothing, so even a POST can be repeated.
  if ([403, 429].includes(response.status)) return asked <= longestWait ? asked : undefined;
  // A gateway may fail after the work is done: a repeated POST could create a second comment.
  if ([502, 503, 504].includes(response.status) && method !== "POST") return asked <= longestWait ? asked : attempt;
  return undefined;
}
