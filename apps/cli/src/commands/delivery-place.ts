import { stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { type DeliveryPlace, folderSource, noSuchPath, openBucketSource } from "@sluice/verify";
import { z } from "zod";
import type { Cli } from "../cli.ts";

export const regionOption = ["--region <region>", "the bucket's (AWS_REGION)"] as const;
export const endpointOption = [
  "--endpoint <url>",
  "an S3-compatible store instead of AWS (AWS_ENDPOINT_URL_S3)",
] as const;

export const bucketOptionsShape = { region: z.string().optional(), endpoint: z.string().optional() };
export type BucketOptions = z.output<z.ZodObject<typeof bucketOptionsShape>>;

/** A place as it is typed: a manifest, a folder, or `s3://bucket/prefix`, which is read with the user's own credentials. */
export async function openPlace(
  cli: Cli,
  place: string,
  { region, endpoint }: BucketOptions,
): Promise<DeliveryPlace & Disposable> {
  const [, bucket, prefix = ""] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(place) ?? [];
  if (bucket !== undefined) {
    const { environment } = cli;
    const { SLUICE_S3_ACCESS_KEY_ID: accessKeyId, SLUICE_S3_SECRET_ACCESS_KEY: secretAccessKey } = environment;
    const source = openBucketSource({
      bucket,
      region: region ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION ?? "us-east-1",
      endpoint: endpoint ?? environment.AWS_ENDPOINT_URL_S3 ?? null,
      credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : null,
    });
    return { source, prefix, [Symbol.dispose]: () => source[Symbol.dispose]() };
  }
  const path = cli.pathOf(place);
  const found = await stat(path).catch(() => null);
  if (found === null) throw noSuchPath(path);
  const [folder, name] = found.isDirectory() ? [path, ""] : [dirname(path), basename(path)];
  return { source: folderSource(folder), prefix: name, [Symbol.dispose]: () => undefined };
}
