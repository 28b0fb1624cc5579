import type { OpenAPIHono } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../dependencies.ts";
import { unknownMethod } from "../errors.ts";
import { answerProblem } from "./answer-problem.ts";

/**
 * Answers OPTIONS, and refuses methods that an address does not take, by what its routes take: `Allow` tells the truth,
 * whoever asks. An address where nothing is goes on to be told so.
 */
export function knownMethods(app: OpenAPIHono<AppEnv>): MiddlewareHandler<AppEnv> {
  let addresses: readonly Address[] | undefined;
  return async (c, next) => {
    // Routes are added after this.
    addresses ??= addressesOf(app);
    const methods = addresses.find(({ pattern }) => pattern.test(c.req.path))?.methods;
    if (methods === undefined || (methods.includes(c.req.method) && c.req.method !== "OPTIONS")) return next();
    c.header("allow", methods.join(", "));
    if (c.req.method === "OPTIONS") return c.body(null, 204);
    return answerProblem(unknownMethod(c.req.method, methods), c);
  };
}

interface Address {
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

function addressesOf(app: OpenAPIHono<AppEnv>): readonly Address[] {
  const routes = app.routes.filter(({ method }) => method !== "ALL");
  return [...Map.groupBy(routes, ({ path }) => path)]
    .toSorted(([a], [b]) => Number(a.includes(":")) - Number(b.includes(":")))
    .map(([path, ofPath]) => {
      const methods = new Set(ofPath.map(({ method }) => method));
      if (methods.has("GET")) methods.add("HEAD");
      return { pattern: patternOf(path), methods: [...methods, "OPTIONS"] };
    });
}

/** Numbers have one spelling; what is no number is no address. */
const parameters: Readonly<Record<string, string>> = {
  requestId: String.raw`[1-9]\d{0,11}`,
  runTimestamp: String.raw`[1-9]\d{0,11}`,
};

function patternOf(path: string): RegExp {
  const source = path.replaceAll(".", String.raw`\.`).replaceAll(/:(\w+)/g, (_, name: string) => {
    return parameters[name] ?? "[^/]+";
  });
  return new RegExp(`^${source.replace("/*", "/.*")}$`);
}
