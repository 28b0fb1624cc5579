import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import type { AccessKey } from "@sluice/types";
import { type CustomerBucket, createBucket, createCustomer, createCustomerBucket } from "./customer-bucket.ts";
import { onFreePorts } from "./processes/on-free-ports.ts";
import { type StartedProcess, startProcess, whenReady } from "./processes/start-process.ts";
import { versityGateway } from "./resolve/pinned-servers.ts";
import { resolveServer } from "./resolve/resolve-server.ts";

export interface S3Options {
  readonly directory: string;
  readonly root: AccessKey;
  readonly port?: number | undefined;
  readonly note?: (text: string) => void;
}

export interface S3Server extends AsyncDisposable {
  readonly process: StartedProcess;
  readonly endpoint: string;
  readonly region: string;
  /** May do everything; for looking at what customers' buckets hold. */
  readonly root: S3Client;
  readonly rootCredentials: AccessKey;
  /** Each bucket is a folder in here and each object a file in that. */
  readonly folder: string;
  createBucket(bucket: string): Promise<void>;
  /** A new user who may list the bucket and put objects into it (those under the prefix), and nothing else. */
  createCustomer(bucket: string, prefix?: string): Promise<AccessKey>;
  /** A new bucket with such a user. */
  createCustomerBucket(bucket: string, prefix?: string): Promise<CustomerBucket>;
}

/** The region that projects in the EU should use. */
const region = "eu-west-1";

/** An S3 service that checks signatures and bucket policies, over a folder, on 127.0.0.1. */
export async function startS3({ directory, root, port: preferred, note }: S3Options): Promise<S3Server> {
  const command = await resolveServer(versityGateway, note ? { note } : {});
  const folder = join(directory, "buckets");
  const iam = join(directory, "users");
  // Beside the objects rather than in extended attributes, which not every file system has.
  const metadata = join(directory, "metadata");
  for (const made of [folder, iam, metadata]) await mkdir(made, { recursive: true, mode: 0o700 });

  const { started, endpoint } = await onFreePorts([preferred], async (port = 0) => {
    const listen = ["--port", `127.0.0.1:${port}`, "--region", region, "--health", "/healthz", "--quiet"];
    const process = await startProcess({
      name: "S3 (versitygw)",
      command,
      args: [...listen, "--iam-dir", iam, "posix", "--sidecar", metadata, folder],
      env: { ROOT_ACCESS_KEY: root.accessKeyId, ROOT_SECRET_KEY: root.secretAccessKey },
      logFile: join(directory, "versitygw.log"),
    });
    const url = `http://127.0.0.1:${port}`;
    await whenReady(process, async () => (await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) })).ok);
    return { started: process, endpoint: url };
  });
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: root,
    requestChecksumCalculation: "WHEN_REQUIRED",
  });
  const admin = { command, endpoint, region, root, client };
  return {
    process: started,
    endpoint,
    region,
    root: client,
    rootCredentials: root,
    folder,
    createBucket: (bucket) => createBucket(admin, bucket),
    createCustomer: (bucket, prefix = "") => createCustomer(admin, bucket, prefix),
    createCustomerBucket: (bucket, prefix = "") => createCustomerBucket(admin, bucket, prefix),
    async [Symbol.asyncDispose]() {
      client.destroy();
      await started.stop();
    },
  };
}
