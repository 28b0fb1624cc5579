import createClient, { type Client, type Middleware } from "openapi-fetch";
import { ApiProblem, unreachable } from "./problem.ts";
import type { Problem, paths } from "./schema.d.ts";

export type Api = Client<paths>;

/** Where every request goes: this page's own origin, with the cookie that no script can read. */
const shared = { baseUrl: "/", credentials: "same-origin", cache: "no-cache" } as const;

/** Asks about the session itself. */
export const sessionApi: Api = createClient<paths>(shared);

const clients = new Map<string, Api>();

/** Asks in the name of one project; which one goes with every request, so that two tabs can have two. */
export function apiOf(project: string): Api {
  const known = clients.get(project);
  if (known) return known;
  const client = createClient<paths>(shared);
  const nameProject: Middleware = {
    onRequest({ request }) {
      request.headers.set("sluice-project", project);
      return request;
    },
  };
  client.use(nameProject);
  clients.set(project, client);
  return client;
}

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The answer, or what was refused, thrown: an `ApiProblem` in either case. */
export async function answerOf<T>(asked: Promise<Answered<T>>): Promise<T> {
  const { data, error, response } = await asked.catch(() => {
    throw unreachable();
  });
  if (error !== undefined || !response.ok) throw problemIn(error, response);
  // An answer without a body has none to give.
  return data as T;
}

/** What an answer that was not read by a client says went wrong. */
export async function apiProblem(answer: Response): Promise<ApiProblem> {
  return problemIn(await answer.json().catch(() => undefined), answer);
}

function problemIn(error: unknown, response: Response): ApiProblem {
  return isProblem(error)
    ? new ApiProblem(error)
    : new ApiProblem({ status: response.status, code: "api.unreachable", detail: inItsPlace(response) });
}

/** A proxy says so when the API behind it is down; anything else that is no problem is some other server's. */
function inItsPlace({ status }: Response): string {
  return [502, 503, 504].includes(status)
    ? unreachable().message
    : `Something else answered in Sluice's place (HTTP ${status}), such as a proxy or the sign-in page of a network. Try again; if it stays so, tell whoever runs Sluice.`;
}

function isProblem(error: unknown): error is Problem {
  return typeof error === "object" && error !== null && "code" in error && "detail" in error;
}
