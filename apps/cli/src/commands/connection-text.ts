import type { ConnectionAnswer } from "@sluice/types";
import { instant } from "../output/figures.ts";
import { facts } from "../output/table.ts";

/** A connection, for people. */
export function connectionText(connection: ConnectionAnswer): string {
  const { id, name, bucket, prefix, region, endpoint, encryption, credentialVersion, createdAt } = connection;
  return facts([
    ["id", id],
    ["name", name],
    ["bucket", bucket],
    ["prefix", prefix || "–"],
    ["region", region],
    ["endpoint", endpoint ?? "AWS"],
    ["encryption", encryption.type === "sse-kms" ? `sse-kms with ${encryption.keyId}` : encryption.type],
    ["credentials", `${userText(connection)} (version ${credentialVersion})`],
    ["created", instant(createdAt)],
  ]);
}

/** Whose rights a connection has. */
export function userText({ accessKeyId, roleArn }: ConnectionAnswer): string {
  return roleArn === null ? `access key ${accessKeyId}` : `role ${roleArn}`;
}
