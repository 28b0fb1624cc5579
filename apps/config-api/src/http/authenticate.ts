import { type ApiToken, type ConfigDb, findApiToken, findWebSession } from "@sluice/config-store";
import type { Context, MiddlewareHandler } from "hono";
import type { AppEnv } from "../dependencies.ts";
import { forbidden, invalidToken, missingToken, notSignedIn, projectNotSignedIn } from "../errors.ts";
import type { RequestLimiter } from "./limit-requests.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { sessionCookie } from "./session-cookie.ts";

export interface Authentication {
  readonly store: ConfigDb;
  readonly limiter: RequestLimiter;
  /** Proxies in front, whose headers are believed. */
  readonly proxies: number;
}

/** Which of the session's projects a page asks for. No other site's page can make a browser send it. */
export const projectHeader = "sluice-project";

/** Lets in who has an API token, or a session that was signed in with one; viewers only where nothing changes. */
export function authenticate(authentication: Authentication): MiddlewareHandler<AppEnv> {
  const { limiter } = authentication;
  return async (c, next) => {
    const asker = askerOf(c, authentication);
    const token = await asker.find();
    c.set("token", token);
    c.set("isStillIn", () => isLetIn(asker));
    c.set("log", c.get("log").child({ project: token.projectId }));
    await limiter.count(c, asker.text);
    if (token.role !== "admin" && !isReading(c.req.method, c.req.path)) throw forbidden(token.name);
    await next();
  };
}

/** Whether a viewer may ask for it. What is asked for with POST for its body's sake changes nothing. */
export function isReading(method: string, path: string): boolean {
  return method === "GET" || method === "HEAD" || (method === "POST" && readingPosts.has(path));
}

const readingPosts: ReadonlySet<string> = new Set(["/v1/exports/estimate", "/v1/exports/preview", "/v1/sign-in-codes"]);

interface Asker {
  /** What lets it in: a token's text, or a session's. */
  readonly text: string;
  readonly find: () => Promise<ApiToken>;
}

function askerOf(c: Context<AppEnv>, { store, limiter, proxies }: Authentication): Asker {
  const [, text] = /^Bearer +(\S+) *$/i.exec(c.req.header("authorization") ?? "") ?? [];
  if (text !== undefined) {
    return {
      text,
      async find() {
        const token = await limiter.lookUp(c, text, () => findApiToken(store, text));
        if (!token) throw invalidToken();
        return token;
      },
    };
  }
  const project = c.req.header(projectHeader);
  const session = sessionCookie(c, proxies);
  if (project === undefined || session === undefined) throw project === undefined ? missingToken() : notSignedIn();
  requireSameOrigin(c);
  return {
    text: session,
    async find() {
      const found = await findWebSession(store, session);
      if (!found) throw notSignedIn();
      const token = found.projects.find(({ token }) => token.projectId === project)?.token;
      if (!token) throw projectNotSignedIn(project);
      return token;
    },
  };
}

async function isLetIn({ find }: Asker): Promise<boolean> {
  try {
    await find();
    return true;
  } catch {
    return false;
  }
}
