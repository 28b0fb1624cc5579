import type { RouteConfig } from "@hono/zod-openapi";
import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiParameters } from "zod-openapi";
import packageJson from "../../package.json" with { type: "json" };
import { isReading } from "../http/authenticate.ts";
import { describeSchema } from "./describe-schema.ts";
import { operationId } from "./operation-id.ts";
import { problemAnswers, problemExampleAnswers } from "./problem-answers.ts";

export type OpenApiDocument = ReturnType<typeof createDocument>;

/**
 * The OpenAPI 3.1 document of these routes. Schemas with an id are components, under the names that generated clients
 * call their types by.
 */
export function openApiDocument(routes: readonly RouteConfig[]): OpenApiDocument {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route) };
  const document = createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Sluice",
        version: packageJson.version,
        description:
          "Exports a product's events and user profiles into your own S3 bucket. Times are RFC 3339; answers have them in UTC.",
        contact: { name: "Sluice" },
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/", description: "Where this document comes from" }],
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
      paths,
      components: {
        examples: problemExampleAnswers(routes),
        securitySchemes: {
          bearer: {
            type: "http",
            scheme: "bearer",
            description: "An API token of one project. A viewer's token may only read.",
          },
        },
      },
    },
    { override: describeSchema },
  );
  leaveToReferences(document);
  return document;
}

/** What stands beside a reference holds too, and would refuse every field that is not listed there: none is. */
function leaveToReferences(part: object): void {
  if ("$ref" in part && "additionalProperties" in part) delete part.additionalProperties;
  for (const inner of Object.values(part)) if (typeof inner === "object" && inner !== null) leaveToReferences(inner);
}

const tags = {
  Project: "What all exports of a project go by",
  Events: "What can be exported",
  Connections: "Buckets, and how Sluice may write to them",
  Exports: "What is exported, how often and where to; the activity log",
  Runs: "One execution of an export over one window, and what it delivered",
  Users: "Who is to be in no export any more",
  "Sign-in": "For browsers, on the page's own origin",
  Tokens: "Who may ask for a project",
  Webhooks: "Messages about runs that have ended, and exports that have stopped themselves",
  Operation: "For those who run Sluice",
};

function operationOf(route: RouteConfig): ZodOpenApiOperationObject {
  const { method, path, summary, description, security, request = {}, responses } = route;
  const headers = request.headers instanceof z.ZodObject ? request.headers : undefined;
  const params: ZodOpenApiParameters = {};
  for (const [place, part] of Object.entries({ path: request.params, query: request.query, header: headers })) {
    if (part instanceof z.ZodObject && Object.keys(part.shape).length > 0) Object.assign(params, { [place]: part });
  }
  return {
    operationId: operationId(method, path),
    tags: route.tags ?? [],
    summary: summary ?? "",
    description: [description ?? `${summary}.`, wantedToken(route)].join(" "),
    security: security ?? [],
    ...(Object.keys(params).length > 0 ? { requestParams: params } : {}),
    ...requestBodyOf(route),
    responses: { ...responses, ...problemAnswers(route) },
  };
}

function requestBodyOf({ request }: RouteConfig): Pick<ZodOpenApiOperationObject, "requestBody"> {
  const json = request?.body?.content["application/json"];
  if (json === undefined || !("schema" in json) || !(json.schema instanceof z.ZodType)) return {};
  return { requestBody: { required: true, content: { "application/json": { schema: json.schema } } } };
}

function wantedToken({ method, path, security }: RouteConfig): string {
  if (security === undefined || security.length === 0) return "Wants no token.";
  return isReading(method.toUpperCase(), path) ? "A viewer's token is enough." : "Wants an admin's token.";
}
