import { expect, test } from "vitest";
import { z } from "zod";
import { testApi } from "../../test-support/api.ts";

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
  components: z.looseObject({ securitySchemes: z.object({ bearer: z.object({ type: z.literal("http") }) }) }),
});

test("the OpenAPI 3.1 document lists every route there is, with its answers", async () => {
  await using api = await testApi();
  const { paths } = (await api.ask("GET", "/openapi.json", undefined, { token: null })).parsed(documentSchema);
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const routed = api.app.routes
    .filter(({ method, path }) => method !== "ALL" && path !== "/openapi.json" && path !== "/docs")
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

test("the document has both kinds of credentials, every encryption and every policy of a connection", async () => {
  await using api = await testApi();
  const { paths } = (await api.ask("GET", "/openapi.json", undefined, { token: null })).parsed(
    z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  );
  const described = (method: string, path: string) => JSON.stringify(paths[path]?.[method]);
  for (const field of ["secretAccessKey", "roleArn", "sse-s3", "sse-kms", "keyId", "bucketKey"]) {
    expect(described("post", "/v1/connections")).toContain(`"${field}"`);
    expect(described("patch", "/v1/connections/{id}")).toContain(`"${field}"`);
  }
  for (const field of ["policy", "prefixPolicy", "kmsPolicy", "trustPolicy", "externalId"]) {
    expect(described("get", "/v1/connections/{id}/policy")).toContain(`"${field}"`);
  }
  for (const field of ["externalId", "awsPrincipal"]) expect(described("get", "/v1/project")).toContain(`"${field}"`);
});

test("what is for some exports alone says for which, asked and answered", async () => {
  await using api = await testApi();
  const { json } = await api.ask("GET", "/openapi.json", undefined, { token: null });
  const described = z.record(z.string(), z.looseObject({ description: z.string().optional() }));
  const schema = z.object({ schema: z.looseObject({ properties: described }) });
  const content = z.object({ content: z.object({ "application/json": schema }) });
  const { paths } = z
    .object({
      paths: z.object({
        "/v1/exports": z.object({ post: z.object({ requestBody: content, responses: z.object({ 201: content }) }) }),
        "/v1/exports/{requestId}": z.object({ patch: z.object({ requestBody: content }) }),
      }),
    })
    .parse(json);
  const { post } = paths["/v1/exports"];
  const fieldsOf = (part: z.infer<typeof content>) => part.content["application/json"].schema.properties;
  for (const field of ["eventNames", "from", "to", "everyHours", "startFrom", "options"]) {
    expect(fieldsOf(post.requestBody)[field]?.description, field).toMatch(/^(For|The) /);
  }
  for (const field of ["eventNames", "everyHours", "startFrom", "stopped", "nextRunAt"]) {
    expect(fieldsOf(post.responses[201])[field]?.description, field).toContain("null");
  }
  const { requestBody } = paths["/v1/exports/{requestId}"].patch;
  for (const field of ["type", "frequency", "startFrom", "from", "to"]) {
    expect(fieldsOf(requestBody)[field]?.description, field).toBe("Refused: it can't be changed.");
  }
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

test("every route of the document says whether it wants a token, and only those for probes want none", async () => {
  await using api = await testApi();
  const operations = z.record(z.string(), z.object({ security: z.array(z.record(z.string(), z.array(z.string()))) }));
  const documentOf = z.object({ paths: z.record(z.string(), operations) });
  const { paths } = (await api.ask("GET", "/openapi.json", undefined, { token: null })).parsed(documentOf);
  const open = Object.entries(paths).filter(([, methods]) =>
    Object.values(methods).some((m) => m.security.length === 0),
  );
  expect(open.map(([path]) => path)).toEqual(["/healthz", "/readyz", "/metrics"]);
});

test("every pattern in the document is one that JSON Schema has", async () => {
  await using api = await testApi();
  const { text } = await api.ask("GET", "/openapi.json", undefined, { token: null });
  const patterns = [...text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, pattern = ""]) => JSON.parse(pattern));
  expect(patterns.length).toBeGreaterThan(0);
  for (const pattern of patterns) expect(pattern).toMatch(/^\^.*\$$/);
});

test("/docs is a page for people", async () => {
  await using api = await testApi();
  const page = await api.ask("GET", "/docs", undefined, { token: null });
  expect(page.headers.get("content-type")).toContain("text/html");
  expect(page.text).toContain("/openapi.json");
});
