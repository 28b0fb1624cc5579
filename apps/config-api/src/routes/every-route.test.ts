import { eventNamesAnswerSchema, problemSchema } from "@sluice/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { newConnection, newExport } from "../../test-support/requests.ts";

/** What holds for every route, read from the OpenAPI document so that a new route is held to it too. */
let api: TestApi;
let routes: readonly Route[];
beforeAll(async () => {
  api = await testApi();
  routes = await documentedRoutes();
  const { id } = await newConnection(api);
  const { requestId } = await newExport(api, { connectionId: id });
  ids = { requestId: String(requestId), runTimestamp: String(requestId), id: "3f0d6d5e-0000-4000-8000-000000000000" };
});
afterAll(() => api[Symbol.asyncDispose]());

interface Route {
  readonly method: string;
  /** With its parameters as `{name}`. */
  readonly path: string;
  readonly queryParameters: readonly string[];
  readonly takesBody: boolean;
}

let ids: Readonly<Record<string, string>>;

/** Asked for with POST, and a viewer may. */
const changesNothing = new Set(["/v1/exports/estimate", "/v1/exports/preview", "/v1/sign-in-codes"]);

const maxBytes = 1024 * 1024;

describe("every route under /v1", () => {
  test("asks for a token", async () => {
    for (const route of routes) {
      expect(await refusal(route, { token: null }), nameOf(route)).toEqual([401, "auth.missing_token"]);
    }
  });

  test("that changes something is for admins only", async () => {
    const changing = routes.filter(({ method, path }) => method !== "GET" && !changesNothing.has(path));
    expect(changing.length).toBeGreaterThanOrEqual(10);
    for (const route of changing) {
      const asked = { token: api.viewer, ...(route.takesBody ? { body: "{}" } : {}) };
      expect(await refusal(route, asked), nameOf(route)).toEqual([403, "auth.forbidden"]);
    }
  });

  test("refuses query parameters that it doesn't know", async () => {
    const message = "is not a query parameter that this address takes; /docs lists them";
    for (const route of routes) {
      const { errors } = await problemOf(route, { query: "?colour=red", ...(route.takesBody ? { body: "{}" } : {}) });
      expect(errors, nameOf(route)).toContainEqual({ pointer: "/colour", in: "query", message });
    }
  });

  test.each(["abc", "-1", "1.5", "0", "01", "1e3", "9".repeat(13), "9".repeat(40), "%00", "%20", "١"])(
    "has nothing at an id that is none: %s",
    async (text) => {
      const numbered = routes.filter(({ path }) => /\{(requestId|runTimestamp)\}/.test(path));
      for (const route of numbered) {
        for (const [, name = ""] of route.path.matchAll(/\{(requestId|runTimestamp)\}/g)) {
          const answer = await refusal(route, { ids: { ...ids, [name]: text }, body: "{}" });
          expect(answer, `${nameOf(route)}, ${name}`).toEqual([404, "request.unknown_path"]);
        }
      }
    },
  );

  test.each(["1", "999999999999"])("finds no export with the id %s", async (requestId) => {
    const reading = routes.filter(({ method, path }) => method === "GET" && path.includes("{requestId}"));
    for (const route of reading) {
      expect(await refusal(route, { ids: { ...ids, requestId } }), nameOf(route)).toEqual([404, "export.not_found"]);
    }
  });

  test.each(["x", "7", "9".repeat(40), "%00", "3f0d6d5e-0000-4000-8000-000000000000"])(
    "finds nothing with the id %s",
    async (id) => {
      const reading = routes.filter(({ method, path }) => method === "GET" && path.includes("{id}"));
      expect(reading.length).toBeGreaterThan(0);
      for (const route of reading) {
        const [status, code] = await refusal(route, { ids: { ...ids, id } });
        expect([status, code], nameOf(route)).toEqual([404, expect.stringMatching(/^\w+\.not_found$/)]);
      }
    },
  );
});

describe("every list", () => {
  test.each([
    ["0", "must be at least 1"],
    ["-1", "must be at least 1"],
    ["501", "must be at most 500"],
    ["abc", "must be a number"],
    ["1.5", "must be a whole number"],
  ])("refuses the limit %s", async (limit, message) => {
    for (const route of lists()) {
      const { errors } = await problemOf(route, { query: `?limit=${limit}` });
      expect(errors, nameOf(route)).toEqual([{ pointer: "/limit", in: "query", message }]);
    }
  });

  test("refuses an empty cursor", async () => {
    const message = "must be at least 1 character long";
    for (const route of lists()) {
      const { errors } = await problemOf(route, { query: "?cursor=" });
      expect(errors, nameOf(route)).toEqual([{ pointer: "/cursor", in: "query", message }]);
    }
  });

  test.each(["x", "AAAAAAAAAAAAAAAAAAAAAAAxNzkw", "%00", "_".repeat(4_000)])(
    "refuses a cursor that it did not give: %s",
    async (cursor) => {
      for (const route of lists().filter(({ path }) => !path.includes("{id}"))) {
        const answer = await refusal(route, { query: `?cursor=${cursor}` });
        expect(answer, nameOf(route)).toEqual([400, "request.bad_cursor"]);
      }
    },
  );
});

test("every list refuses a cursor that another list gave", async () => {
  const { nextCursor } = (await api.ask("GET", "/v1/event-names?limit=1")).parsed(eventNamesAnswerSchema);
  for (const route of lists().filter(({ path }) => path !== "/v1/event-names" && !path.includes("{id}"))) {
    const answer = await refusal(route, { query: `?cursor=${nextCursor}` });
    expect(answer, nameOf(route)).toEqual([400, "request.bad_cursor"]);
  }
});

describe("every route that takes a body", () => {
  test("refuses one of 10 MB", async () => {
    const body = JSON.stringify({ name: "x".repeat(10 * maxBytes) });
    for (const route of takingBodies()) {
      const { code, detail } = await problemOf(route, { body });
      expect([code, detail], nameOf(route)).toEqual([
        "request.too_large",
        `The body is larger than ${maxBytes} bytes.`,
      ]);
    }
  });

  test.each(['{"name":', "{'name':1}", '{"a":1}{"b":2}', "\u0000", "NaN"])(
    "refuses malformed JSON: %s",
    async (body) => {
      for (const route of takingBodies()) {
        expect(await refusal(route, { body }), nameOf(route)).toEqual([400, "request.malformed_json"]);
      }
    },
  );

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonx",
  ])("refuses the content type %s", async (type) => {
    for (const route of takingBodies()) {
      const answer = await refusal(route, { body: "{}", headers: { "content-type": type } });
      expect(answer, nameOf(route)).toEqual([415, "request.unsupported_media_type"]);
    }
  });

  test.each(["[]", "null", "7", '"text"', "true"])("refuses JSON that is no object: %s", async (body) => {
    for (const route of takingBodies()) {
      const { errors } = await problemOf(route, { body });
      expect(errors, nameOf(route)).toContainEqual({ pointer: "", in: "body", message: "must be a JSON object" });
    }
  });

  test("refuses a field that it doesn't know", async () => {
    const message = "is not a field that this request takes; /docs lists them";
    for (const route of takingBodies()) {
      const { errors } = await problemOf(route, { body: '{"co~l/our":"red"}' });
      expect(errors, nameOf(route)).toContainEqual({ pointer: "/co~0l~1our", in: "body", message });
    }
  });
});

function lists(): readonly Route[] {
  const found = routes.filter(({ queryParameters }) => queryParameters.includes("cursor"));
  expect(found.length).toBeGreaterThanOrEqual(7);
  return found;
}

function takingBodies(): readonly Route[] {
  const found = routes.filter(({ takesBody }) => takesBody);
  expect(found.length).toBeGreaterThanOrEqual(7);
  return found;
}

interface Asking {
  readonly token?: string | null;
  readonly query?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ids?: Readonly<Record<string, string>>;
}

async function problemOf({ method, path }: Route, { query = "", body, ids: given = ids, ...options }: Asking) {
  const address = path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => given[name] ?? "3f0d6d5e-0000-4000-8000-000000000000",
  );
  return (await api.ask(method, address + query, method === "GET" ? undefined : body, options)).parsed(problemSchema);
}

async function refusal(route: Route, asking: Asking) {
  const { status, code } = await problemOf(route, asking);
  return [status, code];
}

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        parameters: z.array(z.object({ name: z.string(), in: z.string() })).default([]),
        requestBody: z.unknown().optional(),
      }),
    ),
  ),
});

async function documentedRoutes(): Promise<Route[]> {
  const { paths } = (await api.ask("GET", "/openapi.json", undefined, { token: null })).parsed(documentSchema);
  return Object.entries(paths)
    .filter(([path]) => path.startsWith("/v1/"))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
        method: method.toUpperCase(),
        path,
        takesBody: requestBody !== undefined,
        queryParameters: parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name),
      })),
    );
}
