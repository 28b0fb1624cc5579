import { hash } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryDirectory } from "../temporary-directory.ts";
import { natsServer, type PinnedServer, temporalCli, versityGateway } from "./pinned-servers.ts";
import { resolveServer } from "./resolve-server.ts";
import { runCommand } from "./run-command.ts";

const path = process.env.PATH ?? "";
const goProxy = process.env.GOPROXY;
beforeEach(() => {
  // No module can be fetched: what Go would build fails at once.
  process.env.GOPROXY = "off";
});
afterEach(() => {
  process.env.PATH = path;
  if (goProxy === undefined) delete process.env.GOPROXY;
  else process.env.GOPROXY = goProxy;
});

const nowhere = "http://127.0.0.1:9";

/** Stands for a server that no machine has. */
function exampleServer(folder: string): PinnedServer {
  return {
    ...natsServer,
    name: "nats-server",
    version: "99.0.0",
    goPackage: "example.invalid/nats-server",
    release: { folder, archive: "nats-server.tar.gz", checksums: "SHA256SUMS" },
    accepts: (text) => text.includes("v99."),
  };
}

async function makeBinary(folder: string, version: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, "nats-server");
  await writeFile(file, `#!/bin/sh\necho nats-server: ${version}\n`);
  await chmod(file, 0o755);
  return file;
}

test("a binary on PATH is taken if its version will do", async () => {
  await using directory = await temporaryDirectory();
  await makeBinary(join(directory.path, "old"), "v1.0.0");
  const fitting = await makeBinary(join(directory.path, "new"), "v99.0.1");
  process.env.PATH = [join(directory.path, "old"), join(directory.path, "new"), path].join(delimiter);
  expect(await resolveServer(exampleServer(nowhere), { cache: join(directory.path, "cache") })).toBe(fitting);
});

test("a binary in the cache is taken before anything is fetched", async () => {
  await using directory = await temporaryDirectory();
  const cached = await makeBinary(join(directory.path, "servers/nats-server-99.0.0"), "v99.0.0");
  expect(await resolveServer(exampleServer(nowhere), { cache: directory.path })).toBe(cached);
});

test("a cache that cannot be written to is told with the variable that names another one", async () => {
  await using directory = await temporaryDirectory();
  const file = join(directory.path, "file");
  await writeFile(file, "");
  await expect(resolveServer(exampleServer(nowhere), { cache: file })).rejects.toMatchObject({
    code: "local.folder_not_writable",
    message: expect.stringContaining("SLUICE_CACHE"),
  });
});

test("a release is downloaded once by several who need it, and cached when its checksum is right", async () => {
  await using directory = await temporaryDirectory();
  await using release = await serveRelease(directory.path, (archive) => hash("sha256", archive, "hex"));
  const cache = join(directory.path, "cache");
  const server = exampleServer(release.url);
  const resolved = await Promise.all([1, 2, 3].map(() => resolveServer(server, { cache })));
  expect(new Set(resolved)).toEqual(new Set([join(cache, "servers/nats-server-99.0.0/nats-server")]));
  expect(await readFile(resolved[0] ?? "", "utf8")).toContain("v99.0.0");
  expect(release.downloads()).toBe(1);
});

test("a release whose checksum is not the listed one is refused", async () => {
  await using directory = await temporaryDirectory();
  await using release = await serveRelease(directory.path, () => "0".repeat(64));
  const resolved = resolveServer(exampleServer(release.url), { cache: join(directory.path, "cache") });
  await expect(resolved).rejects.toMatchObject({ code: "local.checksum_mismatch" });
});

test("a server that can't be had is reported with what was tried and what to install", async () => {
  await using directory = await temporaryDirectory();
  await expect(resolveServer(exampleServer(nowhere), { cache: directory.path })).rejects.toMatchObject({
    code: "local.server_missing",
    message: expect.stringMatching(/PATH.*could not be downloaded.*(go install|Go is not installed).*install Go/),
  });
});

test("what a server built from source says of its version is understood", () => {
  expect(temporalCli.accepts("temporal version 0.0.0-DEV (Server 1.29.1, UI 2.42.1)")).toBe(true);
  expect(temporalCli.accepts("temporal version 0.11.0 (Server 1.22.0, UI 2.20.0)")).toBe(false);
  expect(natsServer.accepts("nats-server: v2.15.2")).toBe(true);
  expect(natsServer.accepts("nats-server: v2.9.10")).toBe(false);
  expect(versityGateway.accepts("Version  : git\nBuild    : norev")).toBe(true);
  expect(versityGateway.accepts("Version  : v1.7.0")).toBe(true);
  expect(versityGateway.accepts("Version  : v0.9.0")).toBe(false);
});

async function serveRelease(directory: string, checksumOf: (archive: Buffer) => string) {
  await makeBinary(join(directory, "nats-server-v99.0.0"), "v99.0.0");
  const file = join(directory, "nats-server.tar.gz");
  await runCommand("tar", ["-czf", file, "-C", directory, "nats-server-v99.0.0"]);
  const archive = await readFile(file);
  let downloads = 0;
  const server = createServer((request, response) => {
    if (request.url === "/SHA256SUMS") response.end(`${checksumOf(archive)}  nats-server.tar.gz\n`);
    else if (request.url === "/nats-server.tar.gz") {
      downloads += 1;
      response.end(archive);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    downloads: () => downloads,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("listens on no port");
  return address.port;
}
