import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { S3Client } from "@aws-sdk/client-s3";
import {
  type CustomerBucket,
  type NatsServer,
  newCredentials,
  type PostgresServer,
  startNats,
  startPostgres,
  startS3,
  startTemporal,
  type TemporalServer,
  temporaryDirectory,
} from "@sluice/servers";
import type { AccessKey } from "@sluice/types";

export interface TestPostgres extends AsyncDisposable {
  /** Address of an empty database of its own. */
  readonly url: string;
  readonly server: PostgresServer;
}

let postgres: Promise<PostgresServer> | undefined;

/** A fresh database. All of a process's are on one server, which ends with the process. */
export async function testPostgres(): Promise<TestPostgres> {
  postgres ??= startSharedPostgres();
  const server = await postgres;
  const database = `test_${randomBytes(8).toString("hex")}`;
  await server.createDatabase(database);
  return { url: server.urlOf(database), server, [Symbol.asyncDispose]: () => server.dropDatabase(database) };
}

async function startSharedPostgres(): Promise<PostgresServer> {
  const { path } = await temporaryDirectory();
  return startPostgres({
    directory: join(path, "postgres"),
    password: randomBytes(12).toString("hex"),
    durable: false,
  });
}

export interface TestNats extends NatsServer {
  /** Address with the credentials of one who may do everything. */
  readonly url: string;
}

/** A NATS server of its own, with JetStream and the product's users. */
export async function testNats(): Promise<TestNats> {
  const directory = await temporaryDirectory();
  const server = await startNats({ directory: directory.path });
  return {
    url: server.urls.admin,
    urls: server.urls,
    port: server.port,
    get process() {
      return server.process;
    },
    kill: server.kill,
    restart: server.restart,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
}

/** A Temporal server of its own, with the product's search attributes. */
export async function testTemporal(): Promise<TemporalServer> {
  const directory = await temporaryDirectory();
  const server = await startTemporal({ directory: directory.path, durable: false });
  return {
    address: server.address,
    namespace: server.namespace,
    uiUrl: server.uiUrl,
    get process() {
      return server.process;
    },
    kill: server.kill,
    restart: server.restart,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
}

export interface TestS3 extends AsyncDisposable {
  readonly endpoint: string;
  readonly region: string;
  /** May do everything. */
  readonly root: S3Client;
  readonly rootCredentials: AccessKey;
  /** Object `key` of `bucket` is the file `<folder>/<bucket>/<key>`. */
  readonly folder: string;
  /** Makes a bucket, with a name of its own unless one is given, and gives its name. */
  createBucket(bucket?: string): Promise<string>;
  /** A new user who may list the bucket and put objects into it (under the prefix), and nothing else. */
  customer(bucket: string, prefix?: string): Promise<AccessKey>;
  /** A new bucket with such a user. */
  customerBucket(prefix?: string): Promise<CustomerBucket>;
}

/** An S3 service of its own that enforces bucket policies. */
export async function testS3(): Promise<TestS3> {
  const directory = await temporaryDirectory();
  const rootCredentials = newCredentials("ROOT");
  const server = await startS3({ directory: directory.path, root: rootCredentials });
  const { endpoint, region, root, folder } = server;
  const newName = () => `bucket-${randomBytes(6).toString("hex")}`;
  return {
    endpoint,
    region,
    root,
    rootCredentials,
    folder,
    async createBucket(bucket = newName()) {
      await server.createBucket(bucket);
      return bucket;
    },
    customer: server.createCustomer,
    customerBucket: (prefix) => server.createCustomerBucket(newName(), prefix),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
}
