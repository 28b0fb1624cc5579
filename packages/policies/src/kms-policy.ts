import type { Encryption } from "@sluice/types";
import { partitionOf } from "./partition.ts";

/** An IAM policy document for a KMS key, ready to paste. */
export interface KmsPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Sid: "SluiceEncrypt";
    readonly Effect: "Allow";
    readonly Action: "kms:GenerateDataKey";
    readonly Resource: string;
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  }[];
}

/**
 * What SSE-KMS needs beside the bucket's policy; null for other encryption. An object is one PutObject, for which S3 asks
 * KMS for a data key. `kms:Decrypt` is needed by multipart uploads and by readers alone.
 */
export function kmsPolicy(encryption: Encryption, region: string): KmsPolicy | null {
  if (encryption.type !== "sse-kms") return null;
  const statement = { Sid: "SluiceEncrypt", Effect: "Allow", Action: "kms:GenerateDataKey" } as const;
  return { Version: "2012-10-17", Statement: [{ ...statement, ...keysNamed(encryption.keyId, region) }] };
}

/** IAM knows keys by their own ARNs only: an alias is a condition, and what a bare name leaves out is any. */
function keysNamed(keyId: string, region: string) {
  const arn = /^arn:(?<partition>[^:]+):kms:(?<where>[^:]+):(?<account>\d+):(?<resource>.+)$/.exec(keyId)?.groups;
  const { partition = partitionOf(region), where = region, account = "*", resource = keyId } = arn ?? {};
  const keys = `arn:${partition}:kms:${where}:${account}:key/`;
  if (!resource.startsWith("alias/")) return { Resource: `${keys}${resource.replace(/^key\//, "")}` };
  return { Resource: `${keys}*`, Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": resource } } };
}
