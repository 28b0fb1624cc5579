import { formatOptionsSchemas, toFailure } from "@sluice/types";
import { expect, test } from "vitest";
import { z } from "zod";
import { testApi } from "../../test-support/api.ts";
import { problemExamples } from "../openapi/problem-examples.ts";

const documentSchema = z.object({
  openapi: z.literal("3.1.0"),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        tags: z.tuple([z.string()]),
        summary: z.string(),
        operationId: z.string(),
        responses: z.record(z.string(), z.object({ description: z.string() })),
      }),
    ),
  ),
  components: z.object({
    securitySchemes: z.object({ bearer: z.object({ type: z.literal("http") }) }),
    schemas: z.record(
      z.string(),
      z.looseObject({
        properties: z.record(z.string(), z.looseObject({ description: z.string().optional() })).default({}),
      }),
    ),
  }),
});

test("the OpenAPI 3.1 document lists every route there is, with its answers", async () => {
  await using api = await testApi();
  const { paths } = (await api.ask("GET", "/openapi.json", undefined, { token: null })).parsed(documentSchema);
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const routed = api.app.routes
    .filter(({ method, path }) => method !== "ALL" && !/^\/(openapi\.json|docs(\/.*)?)?$/.test(path))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
  expect(documented.sort()).toEqual([...new Set(routed)].sort());
  expect(documented).toContain("POST /v1/exports/{requestId}/runs/{runTimestamp}/retry");
});

test("every operation has an id of its own, which says what it does", async () => {
  await using api = await testApi();
  const { paths } = (await api.ask("GET", "/openapi.json", undefined, { token: null })).parsed(documentSchema);
  const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(["getExports", "postExportsRequestIdStop", "getConnectionsIdPolicy"]));
});

test("types have names of their own, which generated clients take over", async () => {
  await using api = await testApi();
  const { components } = (await api.ask("GET", "/openapi.json", undefined, { token: null })).parsed(documentSchema);
  const names = Object.keys(components.schemas);
  expect(names).toEqual(
    expect.arrayContaining(["Export", "NewExport", "Run", "Connection", "NewConnection", "Manifest", "Problem"]),
  );
  expect(names.filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name) || /Output$|\d$/.test(name))).toEqual(["SseS3"]);
});

test("the document has both kinds of credentials, every encryption and every policy of a connection", async () => {
  await using api = await testApi();
  const { components } = (await api.ask("GET", "/openapi.json", undefined, { token: null })).parsed(documentSchema);
  const fieldsOf = (name: string) => Object.keys(components.schemas[name]?.properties ?? {});
  expect(fieldsOf("AccessKey")).toEqual(["accessKeyId", "secretAccessKey"]);
  expect(fieldsOf("Role")).toEqual(["roleArn"]);
  expect(fieldsOf("SseKms")).toEqual(["type", "keyId", "bucketKey"]);
  expect(fieldsOf("ConnectionPolicies")).toEqual(
    expect.arrayContaining(["policy", "prefixPolicy", "kmsPolicy", "trustPolicy", "externalId"]),
  );
  expect(fieldsOf("Project")).toEqual(expect.arrayContaining(["externalId", "awsPrincipal"]));
});

test("a request id is one type, wherever it stands", async () => {
  await using api = await testApi();
  const { text } = await api.ask("GET", "/openapi.json", undefined, { token: null });
  const described = [...text.matchAll(/"requestId":(\{[^}]*\})/g)].map(([, schema]) => schema);
  expect(new Set(described)).toEqual(new Set(['{"$ref":"#/components/schemas/RequestId"}']));
  const inPaths = [...text.matchAll(/"name":"requestId","schema":(\{[^}]*\})/g)].map(([, schema]) => schema);
  expect(inPaths.length).toBeGreaterThan(10);
  expect(new Set(inPaths)).toEqual(new Set(['{"$ref":"#/components/schemas/RequestId"}']));
});

test("every option of a format is there with its values", async () => {
  await using api = await testApi();
  const { components } = (await api.ask("GET", "/openapi.json", undefined, { token: null })).parsed(documentSchema);
  const { NewExport, ExportOptions } = components.schemas;
  expect(NewExport?.properties.options).toMatchObject({ $ref: "#/components/schemas/ExportOptions" });
  const known = new Set(Object.values(formatOptionsSchemas).flatMap((schema) => Object.keys(schema.shape)));
  expect(new Set(Object.keys(ExportOptions?.properties ?? {}))).toEqual(known);
  expect(components.schemas.JsonHeader).toMatchObject({ enum: ["eventName", "none"] });
  expect(components.schemas.ParquetLayout).toMatchObject({ enum: ["map", "columns"] });
  expect(components.schemas.ParquetContainer).toMatchObject({ enum: ["gzip", "none"] });
});

test("what is for some exports alone says for which, asked and answered", async () => {
  await using api = await testApi();
  const { components } = (await api.ask("GET", "/openapi.json", undefined, { token: null })).parsed(documentSchema);
  const { NewExport, Export, ExportChange } = components.schemas;
  for (const field of ["eventNames", "from", "to", "everyHours", "startFrom", "options"]) {
    expect(NewExport?.properties[field]?.description, field).toMatch(/^(For|The) /);
  }
  for (const field of ["eventNames", "everyHours", "startFrom", "stopped", "nextRunAt"]) {
    expect(Export?.properties[field]?.description, field).toContain("null");
  }
  // What an edit refuses in words of its own is nothing for a client to send.
  for (const field of ["type", "frequency", "startFrom", "from", "to"]) {
    expect(Object.keys(ExportChange?.properties ?? {})).not.toContain(field);
  }
});

test("every route says with which codes it may refuse, and shows an answer for each", async () => {
  await using api = await testApi();
  const answers = z.record(
    z.string(),
    z.object({
      content: z.record(z.string(), z.object({ examples: z.record(z.string(), z.unknown()).optional() })).optional(),
    }),
  );
  const document = z.object({ paths: z.record(z.string(), z.record(z.string(), z.object({ responses: answers }))) });
  const { paths } = (await api.ask("GET", "/openapi.json", undefined, { token: null })).parsed(document);
  for (const [path, methods] of Object.entries(paths).filter(([path]) => path.startsWith("/v1/"))) {
    for (const [method, { responses }] of Object.entries(methods)) {
      expect(Object.keys(responses), `${method} ${path}`).toEqual(expect.arrayContaining(["401", "422", "500", "503"]));
      for (const [status, { content }] of Object.entries(responses).filter(([status]) => Number(status) >= 400)) {
        const codes = Object.keys(content?.["application/problem+json"]?.examples ?? {});
        expect(codes.length, `${method} ${path} ${status}`).toBeGreaterThan(0);
      }
    }
  }
  const { post } = paths["/v1/connections"] ?? {};
  expect(Object.keys(post?.responses ?? {})).toEqual([
    "201",
    "400",
    "401",
    "403",
    "409",
    "413",
    "415",
    "422",
    "429",
    "500",
    "503",
  ]);
});

test("the answers that the document shows are of the code that they stand for", () => {
  for (const [code, thrown] of Object.entries(problemExamples)) expect(toFailure(thrown()).code).toBe(code);
});

test("every reference in the document leads somewhere, and every path parameter is declared", async () => {
  await using api = await testApi();
  const { text, json } = await api.ask("GET", "/openapi.json", undefined, { token: null });
  for (const [, pointer = ""] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = pointer.split("/").reduce<unknown>((node, part) => Object(node)[part], json);
    expect(found, pointer).toBeDefined();
  }
  const operations = z.record(
    z.string(),
    z.record(z.string(), z.object({ parameters: z.array(z.object({ name: z.string(), in: z.string() })).default([]) })),
  );
  for (const [path, methods] of Object.entries(z.object({ paths: operations }).parse(json).paths)) {
    const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const { parameters } of Object.values(methods)) {
      expect(parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name)).toEqual(wanted);
    }
  }
});

test("every route of the document says whether it wants a token, and only those for probes and for signing in want none", async () => {
  await using api = await testApi();
  const operations = z.record(z.string(), z.object({ security: z.array(z.record(z.string(), z.array(z.string()))) }));
  const documentOf = z.object({ paths: z.record(z.string(), operations) });
  const { paths } = (await api.ask("GET", "/openapi.json", undefined, { token: null })).parsed(documentOf);
  const open = Object.entries(paths).filter(([, methods]) =>
    Object.values(methods).some((m) => m.security.length === 0),
  );
  expect(open.map(([path]) => path)).toEqual(["/session", "/healthz", "/readyz", "/metrics"]);
});

test("every pattern in the document is one that JSON Schema has", async () => {
  await using api = await testApi();
  const { text } = await api.ask("GET", "/openapi.json", undefined, { token: null });
  const patterns = [...text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, pattern = ""]) => JSON.parse(pattern));
  expect(patterns.length).toBeGreaterThan(0);
  for (const pattern of patterns) expect(pattern).toMatch(/^\^.*\$$/);
});

test("/docs is a page for people, all of whose parts come from here", async () => {
  await using api = await testApi();
  const ask = (path: string) => api.ask("GET", path, undefined, { token: null });
  const page = await ask("/docs");
  expect(page.headers.get("content-type")).toContain("text/html");
  expect(page.text).not.toMatch(/https?:\/\//);
  const parts = [...page.text.matchAll(/(?:src|href)="(docs\/[^"]+)"/g)].map(([, path]) => `/${path}`);
  expect(parts).toHaveLength(3);
  for (const path of parts) {
    const { status, headers, text } = await ask(path);
    expect([status, headers.get("content-type")], path).toEqual([
      200,
      expect.stringMatching(/^text\/(javascript|css)/),
    ]);
    expect(text.length).toBeGreaterThan(100);
  }
});

test("the page where people paste tokens runs nothing but its own scripts and asks nobody else", async () => {
  await using api = await testApi();
  const { headers, text } = await api.ask("GET", "/docs", undefined, { token: null });
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(text).not.toMatch(/<script>|<style>|style=|onload=/);
});
