import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { newConnection, newExport } from "../../test-support/requests.ts";

/** Whatever is sent, wherever: the answer is one that the document declares, and never that Sluice failed. */
let api: TestApi;
let operations: readonly Operation[];
let ids: Readonly<Record<string, string>>;
beforeAll(async () => {
  api = await testApi();
  operations = await documentedOperations();
  const { id } = await newConnection(api);
  const { requestId } = await newExport(api, { connectionId: id });
  ids = { requestId: String(requestId), runTimestamp: String(requestId), id, deliveryId: id };
});
afterAll(() => api[Symbol.asyncDispose]());

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  /** The fields of its body; none where it takes no body. */
  readonly fields: readonly string[];
  readonly declared: readonly string[];
}

const texts = [
  ...["", " ", "\u0000", "a\u0000b", "\ud800", "\u202e", "💥", "x".repeat(5_000), "../../etc/passwd", "' or 1=1 --"],
  ...["0", "-1", "1e309", "NaN", "null", "[]", "{}", "9".repeat(400), "18446744073709551616", "-0", "٣"],
  ...["0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:60Z", "+275760-09-13T00:00:00Z"],
  ...["2026-02-30T00:00:00Z", "2026-01-01T00:00:00+24:00", "Etc/GMT+99", "http://[::1", "file:///etc/passwd"],
];
const values = [
  ...[null, true, 0, -1, 0.5, 1e308, -1e308, Number.MAX_SAFE_INTEGER + 2, [], {}, [[]], [null], [{}], { a: 1 }],
  ...[
    { __proto__: 1 },
    { constructor: {} },
    { type: "none" },
    { toString: 1 },
    Array.from({ length: 3_000 }, () => "x"),
  ],
  nested(2_000),
  ...texts,
  ...texts.map((text) => [text]),
];

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

async function expectDeclared(operation: Operation, asked: Asked): Promise<void> {
  const { method, path, declared } = operation;
  const { query = "", headers = {}, body } = asked;
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => asked.ids?.[name] ?? ids[name] ?? "x");
  const answer = await api.ask(method, address + query, body, { headers });
  const said = `${method} ${address.slice(0, 200)}${query.slice(0, 200)} ${JSON.stringify(body ?? null).slice(0, 200)}`;
  expect(declared, `${said}: ${answer.status} ${answer.text.slice(0, 300)}`).toContain(String(answer.status));
  expect([500, 502, 504], said).not.toContain(answer.status);
}

interface Asked {
  readonly ids?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

describe("anything", () => {
  test("in a path", async () => {
    const names = (operation: Operation) => operation.parameters.filter((parameter) => parameter.in === "path");
    for (const operation of operations) {
      // With an empty segment, or one that is none, it is another address.
      const declared = [...operation.declared, "404", "405"];
      for (const { name } of names(operation)) {
        for (const text of texts) {
          const id = encodeURIComponent(text.toWellFormed());
          const body = operation.fields.length > 0 ? {} : undefined;
          await expectDeclared({ ...operation, declared }, { ids: { [name]: id }, body });
        }
      }
    }
  });

  test("in a query", async () => {
    for (const operation of operations) {
      for (const { name } of operation.parameters.filter((parameter) => parameter.in === "query")) {
        for (const text of texts) {
          const typed = encodeURIComponent(text.toWellFormed());
          await expectDeclared(operation, { query: `?${name}=${typed}` });
          await expectDeclared(operation, { query: `?${name}=${typed}&${name}=${typed}&${name}` });
        }
      }
      await expectDeclared(operation, { query: "?%00=%ff%fe&=&&=" });
    }
  });

  test("in a header", async () => {
    const sendable = texts.filter((text) => /^[\t\x20-\x7e]*$/.test(text));
    for (const operation of operations.filter(({ path }) => !path.endsWith("/test"))) {
      for (const { name } of operation.parameters.filter((parameter) => parameter.in === "header")) {
        for (const text of sendable) await expectDeclared(operation, { headers: { [name]: text } });
      }
    }
  });

  test("in a body, and no body at all", async () => {
    const takingBodies = operations.filter(({ fields }) => fields.length > 0);
    expect(takingBodies.length).toBeGreaterThanOrEqual(8);
    for (const operation of takingBodies) {
      await expectDeclared(operation, {});
      const { status } = await api.ask(
        operation.method,
        operation.path.replaceAll(/\{(\w+)\}/g, (_, n) => ids[n] ?? ""),
      );
      expect(status, `${operation.method} ${operation.path} without a body`).toBe(422);
      for (const field of operation.fields) {
        for (const value of values) await expectDeclared(operation, { body: { [field]: value } });
      }
      for (const value of values) {
        await expectDeclared(operation, { body: Object.fromEntries(operation.fields.map((field) => [field, value])) });
      }
    }
  });
});

/** An answer that goes on for as long as somebody reads. */
function isStream(path: string): boolean {
  return path.endsWith("/progress") || path === "/v1/exports/events";
}

const schemaSchema = z.object({
  $ref: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        parameters: z.array(z.object({ name: z.string(), in: z.string() })).default([]),
        requestBody: z.object({ content: z.record(z.string(), z.object({ schema: schemaSchema })) }).optional(),
        responses: z.record(z.string(), z.unknown()),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), schemaSchema) }),
});

/** All but streams, which do not end by themselves. */
async function documentedOperations(): Promise<Operation[]> {
  const answer = await api.ask("GET", "/openapi.json", undefined, { token: null });
  const { paths, components } = answer.parsed(documentSchema);
  return Object.entries(paths)
    .filter(([path]) => path.startsWith("/v1/") && !isStream(path))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters, requestBody, responses }]) => {
        const schema = requestBody?.content["application/json"]?.schema;
        const named = components.schemas[schema?.$ref?.split("/").at(-1) ?? ""];
        const fields = Object.keys(schema?.properties ?? named?.properties ?? {});
        return { method: method.toUpperCase(), path, parameters, fields, declared: Object.keys(responses) };
      }),
    );
}
