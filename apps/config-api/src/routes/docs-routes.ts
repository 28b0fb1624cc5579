import type { OpenAPIHono } from "@hono/zod-openapi";
import { Scalar } from "@scalar/hono-api-reference";
import packageJson from "../../package.json" with { type: "json" };
import type { AppEnv } from "../dependencies.ts";
import { withOperationIds } from "../http/operation-ids.ts";

/** `/openapi.json` says what the API is, `/docs` shows it to people. Comes after all other routes. */
export function addDocs(app: OpenAPIHono<AppEnv>): void {
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    description: "An API token of one project. A viewer's token may only read.",
  });
  const document = {
    openapi: "3.1.0",
    info: {
      title: "Sluice",
      version: packageJson.version,
      description:
        "Exports a product's events and user profiles into your own S3 bucket. Times are RFC 3339; answers have them in UTC.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
  };
  // Routes don't change any more, and the document takes a while to make.
  let text: string | undefined;
  app.get("/openapi.json", (c) => {
    text ??= JSON.stringify(withOperationIds(app.getOpenAPI31Document(document)));
    return c.body(text, 200, { "content-type": "application/json" });
  });
  app.get("/docs", Scalar({ url: "/openapi.json", pageTitle: "Sluice API" }));
}
