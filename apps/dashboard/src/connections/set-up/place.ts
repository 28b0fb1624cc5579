import { type BucketPolicy, bucketPolicy } from "@sluice/policies";

/** Where objects are to go: an AWS bucket, or one of a store that speaks S3. */
export interface Place {
  readonly bucket: string;
  readonly region: string;
  readonly prefix: string;
  /** Null on AWS. */
  readonly endpoint: string | null;
}

/** What has to be allowed there; stores that speak S3 have AWS's own names, whatever they call their regions. */
export function policyOf({ bucket, prefix, region, endpoint }: Place): BucketPolicy {
  return bucketPolicy(bucket, prefix, endpoint === null ? region : undefined);
}

const maxNameLength = 64;

/** What the user or the role is called in IAM, whose names are 64 characters at most. */
export function iamName({ bucket }: Place): string {
  return `sluice-${bucket}`.slice(0, maxNameLength);
}
