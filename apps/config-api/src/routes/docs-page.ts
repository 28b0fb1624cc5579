import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { secureHeaders } from "hono/secure-headers";
import type { AppEnv } from "../dependencies.ts";

/**
 * The API's reference for people: Swagger UI out of its package, so that nothing comes from anywhere else. People paste
 * tokens here, so the page may run its own scripts and ask its own origin, and nothing more.
 */
export function addDocsPage(app: OpenAPIHono<AppEnv>): void {
  app.use(
    "/docs/*",
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Its icons are in its style sheet.
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: "DENY",
      strictTransportSecurity: false,
    }),
  );
  app.get("/docs", (c) => c.html(page));
  for (const [name, { type, text }] of Object.entries(files)) {
    app.get(`/docs/${name}`, async (c) =>
      c.body(await text(), 200, { "content-type": `${type}; charset=utf-8`, "cache-control": "public, max-age=3600" }),
    );
  }
}

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Sluice API</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="docs/swagger-ui.css">
    <script src="docs/swagger-ui-bundle.js" defer></script>
    <script src="docs/start.js" defer></script>
  </head>
  <body>
    <main id="reference">The reference needs JavaScript. <a href="openapi.json">The OpenAPI document</a> does not.</main>
  </body>
</html>
`;

/** Colours of code come as styles in elements, which the page's policy refuses; without them it is plain text. */
const start = `SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  persistAuthorization: false,
  syntaxHighlight: { activated: false },
  validatorUrl: null,
});
`;

interface DocsFile {
  readonly type: string;
  readonly text: () => Promise<string>;
}

const files: Readonly<Record<string, DocsFile>> = {
  "start.js": { type: "text/javascript", text: async () => start },
  "swagger-ui-bundle.js": { type: "text/javascript", text: ofPackage("swagger-ui-bundle.js") },
  "swagger-ui.css": { type: "text/css", text: ofPackage("swagger-ui.css") },
};

/** Read once, when somebody asks for it. */
function ofPackage(name: string): () => Promise<string> {
  let read: Promise<string> | undefined;
  return () => {
    const folder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
    read ??= readFile(join(folder, name), "utf8");
    return read;
  };
}
