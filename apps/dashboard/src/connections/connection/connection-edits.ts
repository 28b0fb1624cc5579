import type { Connection, ConnectionChange } from "../../api/schema.d.ts";

/** What the form holds of a connection, as typed. */
export interface ConnectionEdits {
  readonly name: string;
  readonly bucket: string;
  readonly region: string;
  readonly prefix: string;
  /** Empty for AWS. */
  readonly endpoint: string;
  readonly pathStyle: boolean;
  readonly encryption: Connection["encryption"]["type"];
  readonly kmsKey: string;
}

export function editsOf(connection: Connection): ConnectionEdits {
  const { name, bucket, region, prefix, endpoint, pathStyle, encryption } = connection;
  return {
    name,
    bucket,
    region,
    prefix,
    endpoint: endpoint ?? "",
    pathStyle,
    encryption: encryption.type,
    kmsKey: encryption.type === "sse-kms" ? encryption.keyId : "",
  };
}

/** What is other than it was, and that alone: what is not sent is not looked at again. */
export function connectionChange(connection: Connection, edits: ConnectionEdits): ConnectionChange {
  const before = editsOf(connection);
  const next = {
    name: changed(before.name, edits.name.trim()),
    bucket: changed(before.bucket, edits.bucket.trim()),
    region: changed(before.region, edits.region.trim()),
    prefix: changed(before.prefix, edits.prefix),
    endpoint: endpointChange(before.endpoint, edits.endpoint.trim()),
    pathStyle: changed(before.pathStyle, edits.pathStyle),
    encryption: encryptionChange(connection, edits),
  };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
}

function changed<T>(before: T, after: T): T | undefined {
  return before === after ? undefined : after;
}

function endpointChange(before: string, after: string): string | null | undefined {
  if (before === after) return undefined;
  return after === "" ? null : after;
}

function encryptionChange({ encryption: before }: Connection, { encryption: type, kmsKey }: ConnectionEdits) {
  if (type !== "sse-kms") return before.type === type ? undefined : { type };
  const keyId = kmsKey.trim();
  if (before.type === "sse-kms") return before.keyId === keyId ? undefined : { ...before, keyId };
  return { type, keyId };
}
