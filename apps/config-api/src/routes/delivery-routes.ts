import { z } from "@hono/zod-openapi";
import { getManifestText, listRunObjects, type Run, runExpired } from "@sluice/config-store";
import { manifestSchema, objectsAnswerSchema, objectsQuerySchema } from "@sluice/types";
import type { AppDependencies } from "../dependencies.ts";
import { noManifest } from "../errors.ts";
import { findRun } from "../find-run.ts";
import { apiRouter, jsonAnswer, noQuery, requestIdParam, runParams } from "../http/api-router.ts";
import { type Cursors, pageOf } from "../http/cursor.ts";
import { v1Route } from "../http/v1-route.ts";

const tags = ["Runs"];
const ofLatest = { path: "/v1/exports/{requestId}", params: z.object(requestIdParam) } as const;
const ofRun = { path: "/v1/exports/{requestId}/runs/{runTimestamp}", params: z.object(runParams) } as const;

function objectsRoute<P extends string, S extends z.ZodObject>(of: { readonly path: P; readonly params: S }) {
  return v1Route({
    method: "get",
    path: `${of.path}/objects`,
    tags,
    summary: "What a run has put into the bucket so far, in file order",
    request: { params: of.params, query: objectsQuerySchema },
    responses: { 200: jsonAnswer(objectsAnswerSchema, "A page of objects") },
    refuses: ["run.not_found", "run.expired"],
  });
}

function manifestRoute<P extends string, S extends z.ZodObject>(of: { readonly path: P; readonly params: S }) {
  return v1Route({
    method: "get",
    path: `${of.path}/manifest`,
    tags,
    summary: "The manifest, byte for byte as it is in the bucket",
    request: { params: of.params, query: noQuery },
    responses: { 200: manifestAnswer },
    refuses: ["run.not_found", "run.no_manifest", "run.expired"],
  });
}

/** Its content type is left open for the compiler, as the answer is text that was encoded before. */
const manifestAnswer: { description: string; content: Record<string, { schema: typeof manifestSchema }> } = jsonAnswer(
  manifestSchema,
  "The manifest",
);

const placeSchema = z.object({ eventIndex: z.int(), databaseId: z.int(), fileIndex: z.int() });

export function deliveryRoutes({ store }: AppDependencies, cursors: Cursors) {
  async function objectsOf(
    { runId, isExpired, manifestKey }: Run,
    { cursor, limit }: z.output<typeof objectsQuerySchema>,
  ) {
    if (isExpired) throw runExpired(runId, manifestKey);
    const list = `${runId} objects`;
    const after = cursors.read(list, cursor, placeSchema);
    const found = await listRunObjects(store, runId, { after, limit: limit + 1 });
    const page = pageOf(found, limit, ({ place }) => cursors.write(list, place));
    return { ...page, items: page.items.map(({ object }) => object) };
  }

  async function manifestOf({ runId, status, isExpired, manifestKey }: Run): Promise<Response> {
    if (isExpired) throw runExpired(runId, manifestKey);
    const text = await getManifestText(store, runId);
    if (text === null) throw noManifest(runId, status);
    return new Response(text, { headers: { "content-type": "application/json" } });
  }

  return apiRouter()
    .openapi(objectsRoute(ofLatest), async (c) => {
      const run = await findRun(store, c.get("token").projectId, c.req.valid("param"));
      return c.json(await objectsOf(run, c.req.valid("query")), 200);
    })
    .openapi(objectsRoute(ofRun), async (c) => {
      const run = await findRun(store, c.get("token").projectId, c.req.valid("param"));
      return c.json(await objectsOf(run, c.req.valid("query")), 200);
    })
    .openapi(manifestRoute(ofLatest), async (c) =>
      manifestOf(await findRun(store, c.get("token").projectId, c.req.valid("param"))),
    )
    .openapi(manifestRoute(ofRun), async (c) =>
      manifestOf(await findRun(store, c.get("token").projectId, c.req.valid("param"))),
    );
}
