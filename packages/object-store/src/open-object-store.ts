import { S3Client } from "@aws-sdk/client-s3";
import type { ConnectionTarget, Credentials } from "@sluice/types";

/** One connection's bucket, with the credentials to use it. */
export interface ObjectStore extends Disposable {
  readonly client: S3Client;
  readonly target: ConnectionTarget;
  /** As people may see it. */
  readonly maskedKeyId: string;
}

const connectTimeoutMs = 10_000;
const idleTimeoutMs = 120_000;

/** Without a logger the SDK writes some of its warnings to the console; errors are logged where they end up. */
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

export function openObjectStore(target: ConnectionTarget, credentials: Credentials): ObjectStore {
  const client = new S3Client({
    region: target.region,
    credentials,
    forcePathStyle: target.pathStyle,
    ...(target.endpoint === null ? {} : { endpoint: target.endpoint }),
    // Stores that are not AWS may not know the checksums that the SDK adds of its own accord.
    requestChecksumCalculation: target.endpoint === null ? "WHEN_SUPPORTED" : "WHEN_REQUIRED",
    // Attempts are counted in one place: see with-quick-retries.ts.
    maxAttempts: 1,
    logger: silent,
    requestHandler: { connectionTimeout: connectTimeoutMs, requestTimeout: idleTimeoutMs, throwOnRequestTimeout: true },
  });
  const maskedKeyId = `${credentials.accessKeyId.slice(0, 4)}…${credentials.accessKeyId.slice(-2)}`;
  return { client, target, maskedKeyId, [Symbol.dispose]: () => client.destroy() };
}
