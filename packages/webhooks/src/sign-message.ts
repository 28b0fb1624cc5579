import { createHmac, randomBytes } from "node:crypto";
import type { EpochMs } from "@sluice/types";

export interface MessageToSign {
  /** The same for every attempt, so that a receiver can tell that it has had it. */
  readonly id: string;
  readonly body: string;
  /** Of this attempt. */
  readonly atMs: EpochMs;
}

const prefix = "whsec_";
const secretBytes = 32;

/** `whsec_<base64 of 32 bytes>` */
export function newSigningSecret(): string {
  return prefix + randomBytes(secretBytes).toString("base64");
}

/**
 * The headers that prove who sent a message, one signature for each secret (standard-webhooks.md, "Signature scheme"):
 * `v1,` and the base64 of HMAC-SHA256 over `<id>.<epoch seconds>.<body>`.
 */
export function signatureHeaders({ id, body, atMs }: MessageToSign, secrets: readonly string[]) {
  const timestamp = String(Math.floor(atMs / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") } as const;
}
