import type { ConnectionAnswer, ConnectionTestAnswer } from "@sluice/types";
import pc from "picocolors";
import { inCliWords } from "../output/error-text.ts";
import { instant } from "../output/figures.ts";
import { facts, printable } from "../output/table.ts";

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

/** What a test found, a line for each thing that was tried. */
export function testText({ checks }: ConnectionTestAnswer): string {
  return checks
    .map(({ action, ok, error }) =>
      ok
        ? `${pc.green("✓")} ${action}`
        : `${pc.red("✗")} ${action}  ${printable(inCliWords(error?.message ?? "", "test it again"))} ${pc.dim(`(${error?.code})`)}`,
    )
    .join("\n");
}
