import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { AppEnv } from "../dependencies.ts";
import { unknownPath } from "../errors.ts";
import { pagePaths } from "../http/page-paths.ts";

/**
 * The dashboard: a built page, which asks this same origin and nobody else. Without one, `/` leads to the API's
 * reference. Comes after all other routes.
 */
export function addDashboard(app: OpenAPIHono<AppEnv>, folder: string | null): void {
  if (folder === null) {
    app.get("/", (c) => c.redirect("/docs"));
    return;
  }
  const files = filesOf(folder);
  const answer = async (c: Context<AppEnv>, name: string) => {
    const file = (await files()).get(name);
    if (!file) throw unknownPath();
    const isForGood = name.startsWith("assets/");
    return c.body(file.bytes, 200, {
      "content-type": file.type,
      "cache-control": isForGood ? "public, max-age=31536000, immutable" : "no-cache",
    });
  };
  for (const path of pagePaths) app.get(path, restrictPage, (c) => answer(c, "index.html"));
  app.get("/favicon.svg", restrictPage, (c) => answer(c, "favicon.svg"));
  app.get("/assets/:name", restrictPage, (c) => answer(c, `assets/${c.req.param("name")}`));
}

/** Its own scripts and styles, its own origin, no frames around it; nothing in its text is ever run. */
const restrictPage = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    workerSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: "DENY",
  referrerPolicy: "no-referrer",
  strictTransportSecurity: false,
});

interface PageFile {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** All files of the folder, by their paths in it; read once, when somebody asks, so that no path leads out of it. */
function filesOf(folder: string): () => Promise<ReadonlyMap<string, PageFile>> {
  let read: Promise<ReadonlyMap<string, PageFile>> | undefined;
  return () => {
    read ??= readFiles(folder);
    return read;
  };
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1).replaceAll("\\", "/");
    files.set(name, { type, bytes: Uint8Array.from(await readFile(path)) });
  }
  return files;
}

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
