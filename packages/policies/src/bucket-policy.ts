import { partitionOf } from "./partition.ts";

/** An IAM policy document, ready to paste. */
export interface BucketPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: "Allow";
    readonly Action: string;
    readonly Resource: string;
  }[];
}

/** All that Sluice ever needs: to list the bucket and to put objects under the prefix. The region is one of AWS. */
export function bucketPolicy(bucket: string, prefix = "", region = "us-east-1"): BucketPolicy {
  const arn = `arn:${partitionOf(region)}:s3:::${bucket}`;
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: "SluiceListBucket", Effect: "Allow", Action: "s3:ListBucket", Resource: arn },
      {
        Sid: "SluicePutObject",
        Effect: "Allow",
        Action: "s3:PutObject",
        Resource: `${arn}/${prefix}*`,
      },
    ],
  };
}
