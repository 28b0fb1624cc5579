import { z } from "@hono/zod-openapi";
import {
  createConnection,
  deleteConnection,
  getConnection,
  getProject,
  listConnections,
  updateConnection,
} from "@sluice/config-store";
import {
  type ConnectionChangeRequest,
  type ConnectionTarget,
  connectionAnswerSchema,
  connectionChangeSchema,
  connectionsAnswerSchema,
  newConnectionSchema,
  pagingSchema,
} from "@sluice/types";
import { connectionAnswer } from "../answers/connection-answer.ts";
import { checkEndpoint } from "../checks/check-endpoint.ts";
import { checkRole } from "../checks/check-role.ts";
import { newTarget } from "../checks/new-target.ts";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer, jsonBody, noQuery } from "../http/api-router.ts";
import { type Cursors, pageByCreation } from "../http/cursor.ts";
import { idempotencyHeaders } from "../http/repeat-answers.ts";
import { v1Route } from "../http/v1-route.ts";

const tags = ["Connections"];
const params = z.object({ id: z.string() });

const createConnectionRoute = v1Route({
  method: "post",
  path: "/v1/connections",
  tags,
  summary: "Make a connection to a bucket",
  request: { query: noQuery, headers: idempotencyHeaders, body: jsonBody(newConnectionSchema) },
  responses: { 201: jsonAnswer(connectionAnswerSchema, "The new connection") },
  refuses: ["connection.name_taken"],
});

const listRoute = v1Route({
  method: "get",
  path: "/v1/connections",
  tags,
  summary: "All connections, oldest first",
  request: { query: pagingSchema },
  responses: { 200: jsonAnswer(connectionsAnswerSchema, "A page of connections") },
});

const getRoute = v1Route({
  method: "get",
  path: "/v1/connections/{id}",
  tags,
  summary: "One connection, without its secrets",
  request: { params, query: noQuery },
  responses: { 200: jsonAnswer(connectionAnswerSchema, "The connection") },
  refuses: ["connection.not_found"],
});

const patchRoute = v1Route({
  method: "patch",
  path: "/v1/connections/{id}",
  tags,
  summary: "Change a connection for runs to come",
  request: { params, query: noQuery, body: jsonBody(connectionChangeSchema) },
  responses: { 200: jsonAnswer(connectionAnswerSchema, "The connection as it is now") },
  refuses: ["connection.not_found", "connection.name_taken"],
});

const deleteRoute = v1Route({
  method: "delete",
  path: "/v1/connections/{id}",
  tags,
  summary: "Delete a connection and its secrets; refused while an export uses it",
  request: { params, query: noQuery },
  responses: { 204: { description: "It is gone" } },
  refuses: ["connection.not_found", "connection.in_use"],
});

export function connectionRoutes(deps: AppDependencies, cursors: Cursors) {
  const { store, masterKeys, roles } = deps;
  return apiRouter()
    .openapi(createConnectionRoute, async (c) => {
      const { projectId } = c.get("token");
      const { name, ...sent } = c.req.valid("json");
      const { credentials } = sent;
      const target = newTarget(deps, sent);
      const connection = await createConnection(store, masterKeys, { projectId, name, target, credentials });
      c.header("location", `/v1/connections/${connection.id}`);
      return c.json(connectionAnswer(connection, await getProject(store, projectId)), 201);
    })
    .openapi(listRoute, async (c) => {
      const { projectId } = c.get("token");
      const { cursor, limit } = c.req.valid("query");
      const project = await getProject(store, projectId);
      const all = await listConnections(store, projectId);
      const page = pageByCreation(cursors, `${projectId} connections`, all, { cursor, limit });
      return c.json({ ...page, items: page.items.map((connection) => connectionAnswer(connection, project)) }, 200);
    })
    .openapi(getRoute, async (c) => {
      const { projectId } = c.get("token");
      const connection = await getConnection(store, projectId, c.req.valid("param").id);
      return c.json(connectionAnswer(connection, await getProject(store, projectId)), 200);
    })
    .openapi(patchRoute, async (c) => {
      const { projectId } = c.get("token");
      const { id } = c.req.valid("param");
      const { name, credentials, ...target } = c.req.valid("json");
      const before = await getConnection(store, projectId, id);
      const change = { name, credentials, target: changedTarget(before.target, target) };
      checkEndpoint(deps, change.target, target);
      checkRole(
        change.target,
        credentials ?? before.credentials,
        roles,
        credentials ? "/credentials/roleArn" : "/endpoint",
      );
      const connection = await updateConnection(store, masterKeys, projectId, id, change);
      return c.json(connectionAnswer(connection, await getProject(store, projectId)), 200);
    })
    .openapi(deleteRoute, async (c) => {
      await deleteConnection(store, c.get("token").projectId, c.req.valid("param").id);
      return c.body(null, 204);
    });
}

function changedTarget(
  before: ConnectionTarget,
  { bucket, region, prefix, endpoint, pathStyle, encryption }: Omit<ConnectionChangeRequest, "name" | "credentials">,
): ConnectionTarget {
  return {
    bucket: bucket ?? before.bucket,
    region: region ?? before.region,
    prefix: prefix ?? before.prefix,
    endpoint: endpoint === undefined ? before.endpoint : endpoint,
    pathStyle: pathStyle ?? before.pathStyle,
    encryption: encryption ?? before.encryption,
  };
}
