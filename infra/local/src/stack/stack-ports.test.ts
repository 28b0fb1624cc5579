import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { freePort, temporaryDirectory } from "@sluice/servers";
import { expect, test } from "vitest";
import { choosePorts, type StackPorts } from "./stack-ports.ts";

/** Somebody else who listens on a port. */
async function occupied(port: number): Promise<AsyncDisposable> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function freePorts(): Promise<StackPorts> {
  const ports = new Set<number>();
  while (ports.size < 6) ports.add(await freePort());
  const [api = 0, postgres = 0, nats = 0, temporal = 0, temporalUi = 0, s3 = 0] = ports;
  return { api, postgres, nats, temporal, temporalUi, s3 };
}

async function stackWith(remembered: unknown) {
  const directory = await temporaryDirectory();
  await writeFile(join(directory.path, "ports.json"), JSON.stringify(remembered));
  return directory;
}

test("a stack has the ports of its last start again", async () => {
  const last = await freePorts();
  await using directory = await stackWith(last);
  expect(await choosePorts(directory.path, {})).toEqual({
    ports: last,
    moved: [],
    lastS3Endpoint: `http://127.0.0.1:${last.s3}`,
  });
});

test("what somebody else has taken meanwhile moves, and is told; the rest stays", async () => {
  const last = await freePorts();
  await using directory = await stackWith(last);
  await using _other = await occupied(last.s3);
  const { ports, moved } = await choosePorts(directory.path, {});
  expect(moved).toEqual([{ name: "s3", from: last.s3, to: ports.s3 }]);
  expect(ports).toEqual({ ...last, s3: expect.any(Number) });
  expect(Object.values(last)).not.toContain(ports.s3);
});

test("a port that was asked for is had or refused, and never replaced", async () => {
  const last = await freePorts();
  await using directory = await stackWith(last);
  const wanted = await freePort();
  expect((await choosePorts(directory.path, { api: wanted })).ports).toEqual({ ...last, api: wanted });
  await using _other = await occupied(wanted);
  await expect(choosePorts(directory.path, { api: wanted })).rejects.toMatchObject({ code: "local.port_taken" });
});

test("a port that was asked for is free of the stack's own servers", async () => {
  const last = await freePorts();
  await using directory = await stackWith(last);
  const { ports, moved } = await choosePorts(directory.path, { s3: last.api });
  expect(ports.s3).toBe(last.api);
  expect(moved).toEqual([{ name: "api", from: last.api, to: ports.api }]);
  expect(new Set(Object.values(ports)).size).toBe(6);
  const twice = choosePorts(directory.path, { api: last.api, s3: last.api });
  await expect(twice).rejects.toMatchObject({ code: "local.port_taken" });
});

test("what is remembered wrongly is forgotten", async () => {
  await using directory = await stackWith({ api: "all of them" });
  const asked = await freePorts();
  expect(await choosePorts(directory.path, asked)).toEqual({ ports: asked, moved: [], lastS3Endpoint: null });
});
