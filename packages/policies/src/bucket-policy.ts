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

/** All that Sluice ever needs: to list the bucket and to put objects under the prefix. */
export function bucketPolicy(bucket: string, prefix = ""): BucketPolicy {
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: "SluiceListBucket", Effect: "Allow", Action: "s3:ListBucket", Resource: `arn:aws:s3:::${bucket}` },
      {
        Sid: "SluicePutObject",
        Effect: "Allow",
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::${bucket}/${prefix}*`,
      },
    ],
  };
}
