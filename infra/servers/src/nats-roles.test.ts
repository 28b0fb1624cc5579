import { connect, type NatsConnection, PermissionViolationError } from "@nats-io/transport-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { NatsRole } from "./nats-config.ts";
import { type NatsServer, startNats } from "./start-nats.ts";
import { type TemporaryDirectory, temporaryDirectory } from "./temporary-directory.ts";

let directory: TemporaryDirectory;
let nats: NatsServer;
beforeAll(async () => {
  directory = await temporaryDirectory();
  nats = await startNats({ directory: directory.path });
});
afterAll(async () => {
  await nats?.[Symbol.asyncDispose]();
  await directory?.[Symbol.asyncDispose]();
});

async function connectAs(role: NatsRole): Promise<NatsConnection & AsyncDisposable> {
  const { host, username, password } = new URL(nats.urls[role]);
  const connection = await connect({ servers: host, user: username, pass: password, reconnect: false });
  return Object.assign(connection, { [Symbol.asyncDispose]: () => connection.close() });
}

/** What the server says about a publication. */
async function publishes(role: NatsRole, subject: string): Promise<"allowed" | "refused"> {
  await using connection = await connectAs(role);
  const refused = refusalOf(connection);
  connection.publish(subject, "{}");
  await connection.flush();
  await connection.flush();
  return Promise.race([refused, Promise.resolve("allowed" as const)]);
}

async function subscribes(role: NatsRole, subject: string): Promise<"allowed" | "refused"> {
  await using connection = await connectAs(role);
  const { promise, resolve } = Promise.withResolvers<"refused">();
  connection.subscribe(subject, {
    callback: (error) => {
      if (error instanceof PermissionViolationError) resolve("refused");
    },
  });
  await connection.flush();
  await connection.flush();
  return Promise.race([promise, Promise.resolve("allowed" as const)]);
}

async function refusalOf(connection: NatsConnection): Promise<"refused"> {
  for await (const status of connection.status()) {
    if (status.type === "error" && status.error instanceof PermissionViolationError) return "refused";
  }
  return new Promise(() => undefined);
}

test.for<readonly [NatsRole, string, "allowed" | "refused"]>([
  ["config-api", "encode.previews.csv", "allowed"],
  ["config-api", "encode.jobs.csv.p.c.1-2", "refused"],
  ["config-api", "$JS.API.INFO", "refused"],
  ["workflow-service", "encode.previews.csv", "refused"],
  ["workflow-service", "encode.jobs.csv.p.c.1-2", "allowed"],
  ["workflow-service", "encode.cancel.1-2", "allowed"],
  ["workflow-service", "$JS.API.STREAM.PURGE.ENCODE_JOBS", "allowed"],
  ["workflow-service", "$JS.API.STREAM.DELETE.ENCODE_JOBS", "refused"],
  ["workflow-service", "encode.outcomes.1-2.0", "refused"],
  ["workflow-service", "$JS.API.STREAM.CREATE.ANOTHER", "refused"],
  ["encoder", "encode.outcomes.1-2.0", "allowed"],
  ["encoder", "encode.progress.1-2.0", "allowed"],
  ["encoder", "$JS.API.CONSUMER.MSG.NEXT.ENCODE_JOBS.encoder-csv", "allowed"],
  ["encoder", "encode.jobs.csv.1-2", "refused"],
  ["encoder", "encode.cancel.1-2", "refused"],
  ["encoder", "$JS.API.STREAM.PURGE.ENCODE_JOBS", "refused"],
  ["encoder", "$JS.API.STREAM.MSG.GET.ENCODE_OUTCOMES", "refused"],
])("%s publishing to %s is %s", async ([role, subject, answer]) => {
  expect(await publishes(role, subject)).toBe(answer);
});

test.for<readonly [NatsRole, string, "allowed" | "refused"]>([
  ["config-api", "_INBOX_API.>", "allowed"],
  ["config-api", "encode.previews.*", "refused"],
  ["workflow-service", "_INBOX_API.>", "refused"],
  ["workflow-service", "encode.progress.*.*", "allowed"],
  ["workflow-service", "encode.jobs.>", "refused"],
  ["encoder", "encode.cancel.*", "allowed"],
  ["encoder", "encode.jobs.>", "allowed"],
  ["encoder", "encode.outcomes.>", "refused"],
  ["encoder", "encode.previews.*", "allowed"],
  ["encoder", "_INBOX_API.>", "refused"],
  ["encoder", ">", "refused"],
])("%s listening on %s is %s", async ([role, subject, answer]) => {
  expect(await subscribes(role, subject)).toBe(answer);
});

test("a wrong password is refused", async () => {
  const connecting = connect({ servers: `127.0.0.1:${nats.port}`, user: "encoder", pass: "guess", reconnect: false });
  await expect(connecting).rejects.toThrow(/authorization/i);
});
