import { S3Client } from "@aws-sdk/client-s3";
import { allAddresses, publicAddresses, type ReachableAddresses } from "@sluice/public-address";
import type { AccessKey, ConnectionTarget } from "@sluice/types";
import { assumeRole, type RoleAssumption, type RoleSession } from "./assume-role.ts";
import type { BucketUser } from "./errors.ts";
import { type BucketAddress, bucketAddress } from "./put-request.ts";
import { type RequestSigner, requestSigner } from "./sign-requests.ts";
import { silent } from "./silent.ts";
import { type StoreRequests, storeRequests } from "./transfer/store-requests.ts";
import { type TransferLimits, transferLimits } from "./transfer/transfer-limits.ts";

/** One connection's bucket, with the credentials to use it. */
export interface ObjectStore extends Disposable {
  readonly client: S3Client;
  readonly requests: StoreRequests;
  readonly signer: RequestSigner;
  /** Looked up once. */
  readonly address: () => Promise<BucketAddress>;
  readonly target: ConnectionTarget;
  readonly user: BucketUser;
  readonly pausesMs: readonly number[];
}

/** An access key, or a role and how it is assumed. */
export type BucketCredentials = AccessKey | (RoleSession & { readonly roles: RoleAssumption });

export interface StoreOptions {
  /** Whether the endpoint may be at a private address. */
  readonly allowPrivate: boolean;
  /** Those that `allowPrivate` says, unless given. */
  readonly addresses?: ReachableAddresses;
  readonly limits?: TransferLimits;
  /** Between attempts in quick succession. */
  readonly pausesMs?: readonly number[];
}

const quickPausesMs = [250, 1_000, 4_000];

/** A role is assumed with the first request, and again before its credentials expire. */
export function openObjectStore(
  target: ConnectionTarget,
  credentials: BucketCredentials,
  options: StoreOptions,
): ObjectStore {
  const { limits = transferLimits, pausesMs = quickPausesMs } = options;
  const requests = storeRequests(limits, addressesFor(target, options));
  const client = new S3Client({
    region: target.region,
    credentials: "roleArn" in credentials ? assumeRole(target, credentials, credentials.roles) : keyOf(credentials),
    forcePathStyle: target.pathStyle,
    ...(target.endpoint === null ? {} : { endpoint: target.endpoint }),
    // Stores that are not AWS may not know the checksums that the SDK adds of its own accord.
    requestChecksumCalculation: target.endpoint === null ? "WHEN_SUPPORTED" : "WHEN_REQUIRED",
    // Attempts are counted in one place: see with-quick-retries.ts.
    maxAttempts: 1,
    logger: silent,
    // Ours asks for leave to send a large body, and doesn't wait for ever for it.
    expectContinueHeader: false,
    requestHandler: requests,
  });
  let address: Promise<BucketAddress> | undefined;
  return {
    client,
    requests,
    signer: requestSigner(client),
    address() {
      address ??= bucketAddress(client, target);
      return address;
    },
    target,
    user: userOf(credentials),
    pausesMs,
    [Symbol.dispose]: () => client.destroy(),
  };
}

/**
 * Without an endpoint, AWS says where a bucket is and no customer does, and where the network has an endpoint of its own
 * for S3 (AWS PrivateLink) that is at a private address.
 */
function addressesFor({ endpoint }: ConnectionTarget, { allowPrivate, addresses }: StoreOptions): ReachableAddresses {
  if (addresses !== undefined) return addresses;
  return endpoint === null || allowPrivate ? allAddresses : publicAddresses;
}

/** Whatever else came with it is not for the SDK. */
function keyOf({ accessKeyId, secretAccessKey }: AccessKey): AccessKey {
  return { accessKeyId, secretAccessKey };
}

function userOf(credentials: BucketCredentials): BucketUser {
  if ("roleArn" in credentials) {
    return { kind: "role", name: `the role ${credentials.roleArn}`, grantee: "that role" };
  }
  const { accessKeyId } = credentials;
  const masked = `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-2)}`;
  return { kind: "accessKey", name: `access key ${masked}`, grantee: "that key's user" };
}
