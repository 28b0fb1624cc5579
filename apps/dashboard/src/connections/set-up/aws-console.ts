/** Pages of the AWS console where a bucket, a user or a role is made. */

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-overview.html */
export function createBucketPage(region: string): string {
  const { domain } = partition(region);
  return `https://${region}.${domain}/s3/bucket/create?region=${encodeURIComponent(region)}`;
}

export function createUserPage(region: string): string {
  return `https://${partition(region).domain}/iam/home#/users/create`;
}

export function createRolePage(region: string): string {
  return `https://${partition(region).domain}/iam/home#/roles/create`;
}

/** https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html */
function partition(region: string): { readonly domain: string } {
  if (region.startsWith("cn-")) return { domain: "console.amazonaws.cn" };
  return { domain: region.startsWith("us-gov-") ? "console.amazonaws-us-gov.com" : "console.aws.amazon.com" };
}
