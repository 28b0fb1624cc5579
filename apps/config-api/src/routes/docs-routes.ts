import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../dependencies.ts";
import { openApiDocument } from "../openapi/openapi-document.ts";
import { addDocsPage } from "./docs-page.ts";

/** `/openapi.json` says what the API is, `/docs` shows it to people. Comes after all other routes. */
export function addDocs(app: OpenAPIHono<AppEnv>): void {
  // Routes don't change any more, and the document takes a while to make.
  let text: string | undefined;
  app.get("/openapi.json", (c) => {
    text ??= JSON.stringify(openApiDocument(documentedRoutes(app)));
    return c.body(text, 200, { "content-type": "application/json" });
  });
  addDocsPage(app);
}

function documentedRoutes(app: OpenAPIHono<AppEnv>) {
  return app.openAPIRegistry.definitions.flatMap((definition) =>
    definition.type === "route" ? [definition.route] : [],
  );
}
