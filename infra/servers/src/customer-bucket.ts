import { randomBytes } from "node:crypto";
import { CreateBucketCommand, GetBucketPolicyCommand, PutBucketPolicyCommand, type S3Client } from "@aws-sdk/client-s3";
import type { AccessKey, ConnectionTarget } from "@sluice/types";
import { z } from "zod";
import { runCommand } from "./resolve/run-command.ts";

/** A bucket as its owner hands it to Sluice. */
export interface CustomerBucket {
  readonly target: ConnectionTarget;
  readonly credentials: AccessKey;
}

export interface S3Admin {
  /** The versitygw binary, which is its own administration tool. */
  readonly command: string;
  readonly endpoint: string;
  readonly region: string;
  readonly root: AccessKey;
  readonly client: S3Client;
}

export async function createCustomerBucket(admin: S3Admin, bucket: string, prefix: string): Promise<CustomerBucket> {
  await createBucket(admin, bucket);
  const credentials = await createCustomer(admin, bucket, prefix);
  const { endpoint, region } = admin;
  return { target: { bucket, region, prefix, endpoint, pathStyle: true, encryption: { type: "none" } }, credentials };
}

export async function createBucket({ client }: S3Admin, bucket: string): Promise<void> {
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
}

/** Makes a user and grants it, on top of what others have, exactly the two statements a customer is asked for. */
export async function createCustomer(admin: S3Admin, bucket: string, prefix: string): Promise<AccessKey> {
  const credentials = newCredentials("AKIALOCAL");
  const { command, endpoint, region, root, client } = admin;
  const { accessKeyId, secretAccessKey } = credentials;
  const user = ["create-user", "--access", accessKeyId, "--secret", secretAccessKey, "--role", "user"];
  await runCommand(command, ["admin", "--endpoint-url", endpoint, "--region", region, ...user], {
    ADMIN_ACCESS_KEY: root.accessKeyId,
    ADMIN_SECRET_KEY: root.secretAccessKey,
  });
  const granted = [...(await statementsOf(client, bucket)), ...customerStatements(bucket, prefix, accessKeyId)];
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: granted });
  await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policy }));
  return credentials;
}

export function newCredentials(accessKeyStart: string): AccessKey {
  return {
    accessKeyId: `${accessKeyStart}${randomBytes(6).toString("hex").toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString("base64url"),
  };
}

function customerStatements(bucket: string, prefix: string, accessKeyId: string): readonly object[] {
  const granted = { Effect: "Allow", Principal: { AWS: [accessKeyId] } };
  return [
    { ...granted, Action: "s3:ListBucket", Resource: `arn:aws:s3:::${bucket}` },
    { ...granted, Action: "s3:PutObject", Resource: `arn:aws:s3:::${bucket}/${prefix}*` },
  ];
}

const policySchema = z.object({ Statement: z.array(z.looseObject({})) });

async function statementsOf(client: S3Client, bucket: string): Promise<readonly object[]> {
  try {
    const { Policy } = await client.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    return policySchema.parse(JSON.parse(Policy ?? "")).Statement;
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchBucketPolicy") return [];
    throw error;
  }
}
