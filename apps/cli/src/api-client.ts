import { problemSchema } from "@sluice/types";
import { z } from "zod";
import { apiUnreachable, ProblemError, unexpectedAnswer } from "./errors.ts";
import { type ServerSentEvent, serverSentEvents } from "./server-sent-events.ts";

/** The HTTP API. Answers are parsed; problems are thrown as `ProblemError`s. */
export interface ApiClient {
  get<S extends z.ZodType>(answer: S, path: string, query?: Query): Promise<z.output<S>>;
  /** The answer's body as it came. */
  getText(path: string): Promise<string>;
  send<S extends z.ZodType>(
    answer: S,
    method: Method,
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<z.output<S>>;
  /** A list's items from all its pages, until `most` are there. */
  list<S extends z.ZodType>(item: S, path: string, query?: Query, most?: number): Promise<z.output<S>[]>;
  /** What the API says of itself, without a token, and when it says so. */
  readiness(): Promise<{ readonly url: string; readonly date: Date; readonly body: unknown }>;
  events(path: string): AsyncIterable<ServerSentEvent>;
}

type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;
type Method = "POST" | "PATCH" | "DELETE";

export interface ApiAddress {
  readonly url: string;
  readonly token: string;
  readonly signal: AbortSignal;
}

const pageLimit = 500;

export function apiClient({ url, token, signal }: ApiAddress): ApiClient {
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    const response = await fetch(new URL(path, url), { ...init, headers, signal }).catch((error) => {
      throw signal.aborted ? signal.reason : apiUnreachable(url, error);
    });
    if (!response.ok) throw await problemOf(response, url);
    return response;
  };
  const get: ApiClient["get"] = async (answer, path, query = {}) =>
    parsed(answer, await call(path + queryText(query)), url);
  return {
    get,
    getText: async (path) => (await call(path)).text(),
    async send(answer, method, path, body, key) {
      const headers = {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      return parsed(answer, await call(path, { method, headers, ...sent }), url);
    },
    async list(item, path, query = {}, most = Number.POSITIVE_INFINITY) {
      const page = z.object({ items: z.array(item), nextCursor: z.string().nullable() });
      const items: z.output<typeof item>[] = [];
      let cursor: string | undefined;
      do {
        const limit = Math.min(pageLimit, most - items.length);
        const answer = await get(page, path, { ...query, limit, cursor });
        items.push(...answer.items);
        cursor = answer.nextCursor ?? undefined;
      } while (cursor !== undefined && items.length < most);
      return items;
    },
    async readiness() {
      const response = await fetch(new URL("/readyz", url), { signal }).catch((error) => {
        throw signal.aborted ? signal.reason : apiUnreachable(url, error);
      });
      const body = jsonIn(await response.text());
      if (body === undefined) throw unexpectedAnswer(url, `the status ${response.status} without its state`);
      return { url, date: new Date(response.headers.get("date") ?? Date.now()), body };
    },
    async *events(path) {
      const { body } = await call(path, { headers: { accept: "text/event-stream" } });
      if (body !== null) yield* serverSentEvents(body);
    },
  };
}

function queryText(query: Query): string {
  const entries = Object.entries(query).flatMap(([name, value = []]) =>
    [value].flat().map((one): [string, string] => [name, String(one)]),
  );
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries)}`;
}

async function parsed<S extends z.ZodType>(answer: S, response: Response, url: string): Promise<z.output<S>> {
  const text = response.status === 204 ? "null" : await response.text();
  const result = answer.safeParse(jsonIn(text));
  if (!result.success) throw unexpectedAnswer(url, "an answer of another form", result.error);
  return result.data;
}

async function problemOf(response: Response, url: string): Promise<Error> {
  const problem = problemSchema.safeParse(jsonIn(await response.text()));
  if (problem.success) return new ProblemError(problem.data);
  return unexpectedAnswer(url, `the status ${response.status} without a problem`);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
