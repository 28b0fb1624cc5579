import { counted } from "../ui/figures.ts";

/** What the connections and their set-up say. */
export const connectionsTexts = {
  title: "Connections",
  one: "Connection",
  connect: "+ Connect a bucket",
  empty: {
    title: "No bucket is connected yet",
    text: "A connection is a bucket of your own, and an access key or a role that may write to it. It takes about five minutes, and somebody who may make a bucket and a user on AWS.",
    viewer: "An admin of this project can connect one.",
  },
  columns: { name: "Name", place: "Bucket and prefix", where: "Where", access: "Access", uses: "Exports" },
  uses: (count: number) => counted(count, "export"),
  key: (id: string) => `Access key ${id}`,
  createExport: "Create an export",
} as const;

export const setUpTexts = {
  title: "Connect a bucket",
  steps: ["Create the bucket", "Grant access", "Enter the keys and test"],
  stepOf: (step: number) => `Step ${step} of 3`,
  next: ["Next: grant access", "Next: enter the keys"],
  back: "Back",
  share: {
    title: "Somebody else does this in AWS?",
    text: "Send this link. It has what you have filled in so far and shows the first two steps to anybody, without signing in. It has no keys.",
    label: "link for your cloud admin",
    button: "Send this to your cloud admin",
  },
  store: {
    label: "Where is the bucket?",
    aws: { title: "Amazon S3", text: "A bucket in your AWS account" },
    compatible: { title: "An S3-compatible store", text: "Any store that speaks S3, by its address" },
  },
  bucket: "Bucket name",
  bucketHelp:
    "3 to 63 lower-case letters, digits, hyphens and dots. On AWS no other bucket in the world may have the name.",
  prefix: "Prefix",
  prefixHelp: "Optional. Starts every object's key exactly as you write it: sluice/ makes a folder.",
  region: {
    label: "Region",
    help: "Where the project's data is, the bucket should be too. Another region works, with a warning.",
    recommended: "recommended",
    data: (region: string) => `for data in ${region}`,
    other: "Another region",
    otherText: "As AWS calls it",
    name: "Name of the region",
    nameHelp: "Such as us-east-1. For a compatible store what its maker says; us-east-1 fits most.",
  },
  endpoint: "Endpoint",
  endpointHelp:
    "The store's S3 API without the bucket, such as https://s3.example.com, and not the address of its web console.",
  pathStyle: {
    label: "How buckets are addressed",
    path: { title: "In the path", text: "https://host/bucket; right for most stores" },
    host: { title: "In the host name", text: "https://bucket.host" },
  },
  make: "Make it",
  tools: { console: "AWS console", cli: "AWS CLI", terraform: "Terraform" },
  tool: "How it is done",
  bucketFirst: "Fill in the bucket's name and region, and what to run stands here.",
  console: {
    bucket: (bucket: string, region: string) => [
      `Press Create bucket in the region ${region}.`,
      `Enter the name ${bucket}.`,
      "Leave everything else as it is: no public access, encryption on.",
    ],
    openBucket: "Open the AWS console to create the bucket",
    key: (user: string) => [
      `Make a user, such as ${user}, without access to the console.`,
      "At its permissions choose Add permissions > Create inline policy > JSON, and paste the policy shown here.",
      "Under Security credentials > Create access key make a key. The next step asks for it.",
    ],
    openUser: "Open the AWS console to create the user",
    role: (role: string) => [
      "Choose Custom trust policy and paste the trust policy shown here.",
      `Call it ${role}, for instance, and create it.`,
      "At its permissions choose Add permissions > Create inline policy > JSON, and paste the permissions policy shown here.",
      "Copy the role's ARN. The next step asks for it.",
    ],
    openRole: "Open the AWS console to create the role",
  },
  access: { label: "Access", key: "Access key", role: "Role" },
  keyLead:
    "A user with exactly these two rights. Sluice can list the bucket and put objects into it; it cannot read, change or delete anything.",
  roleLead:
    "A role that Sluice assumes: there is no secret that somebody could lose. It gets the same two rights, and trusts Sluice for this project alone.",
  policy: "Permissions policy",
  trust: "Trust policy",
  noPrincipal:
    "Whom the role has to trust is not known here: Sluice's operator sets SLUICE_AWS_PRINCIPAL. AWS refuses the policy until then; an access key works now.",
  linkTrust:
    "Who is trusted came with the link you opened. Take it from nobody but the person you work with, and compare it with what Sluice shows them.",
  noExternalId:
    "The link you opened does not say whom the role has to trust. Ask for one that was made with Role chosen.",
  compatibleLead:
    "Give a key of the store exactly these two rights, in the store's own way. Many stores take this policy as it is.",
  keys: {
    name: "Name of the connection",
    nameHelp: "What people read where they choose where an export goes.",
    accessKeyId: "Access key id",
    secret: "Secret access key",
    secretHelp:
      "Sent to Sluice and sealed there; no answer, log or error ever has it. This page forgets it when you leave.",
    roleArn: "Role ARN",
    roleArnHelp: "Such as arn:aws:iam::123456789012:role/sluice.",
    test: "Test",
    again: "Test again",
    save: "Save the connection",
    saveUntested: "Save without a passing test",
    testFirst:
      "The test lists the bucket and puts a small object, sluice-connection-test.txt, under the prefix. Nothing is kept before you save.",
  },
  missing: "Fill in the bucket first",
  saved: "The connection is saved",
  savedText: "Its first export can be made now.",
  done: "When both are done, send the access key, or the role's ARN, to whoever sent you this link, in a way you trust with secrets. Sluice asks them for it in the third step. Do not enter it here.",
  sharedLead:
    "Somebody in your company wants Sluice to export their product's data into a bucket of yours. These are the two things to do in AWS for that. This page needs no account and sends nothing.",
  sharedTitle: "Make a bucket for Sluice",
} as const;

export const testTexts = {
  label: "Test",
  actions: {
    ListBucket: { does: "ListBucket", text: "Sluice can see the bucket" },
    PutObject: { does: "PutObject", text: "Sluice can put objects under the prefix" },
  },
  waiting: "not tested yet",
  asking: "asking the bucket",
  works: "works",
  fails: "does not work",
  /** A run that fails is retried; what is tried here is tested again. */
  cure: (message: string) => message.replaceAll("press Retry", "test again"),
  toBucket: "Look at the bucket",
  toPolicy: "Show the policy",
} as const;

export const connectionTexts = {
  facts: {
    bucket: "Bucket",
    prefix: "Prefix",
    none: "none",
    region: "Region",
    endpoint: "Endpoint",
    aws: "AWS",
    addressing: "Buckets are addressed",
    path: "in the path",
    host: "in the host name",
    access: "Access",
    key: "Access key",
    role: "Role",
    version: "Version of the keys",
    encryption: "Encryption",
    made: "Made",
  },
  encryption: {
    none: { title: "As the bucket is set", text: "Sluice asks for nothing" },
    "sse-s3": { title: "SSE-S3", text: "With keys that S3 manages" },
    "sse-kms": { title: "SSE-KMS", text: "With a KMS key of yours" },
  },
  kmsKey: "KMS key",
  kmsKeyHelp: "An ARN, an id or an alias. It has to be in the bucket's region.",
  test: {
    title: "Test",
    now: "Test now",
    text: "Lists the bucket and puts a small object under the prefix, with the credentials that are kept.",
    tested: "Tested",
  },
  policy: { title: "Policy", kms: "KMS policy", text: "What the key's user, or the role, has to be allowed." },
  exports: {
    title: "Exports that use it",
    none: "No export uses this connection.",
    all: (count: number) => `Show all ${counted(count, "export")}`,
  },
  edit: {
    button: "Edit",
    title: "Edit the connection",
    endpoint: "Endpoint (empty for AWS)",
    text: "Changes hold for runs to come. Runs that are there keep the bucket they started with.",
    save: "Save",
  },
  replace: {
    button: "Replace keys",
    title: "Replace the keys",
    text: "The new keys are tested first, and taken only if both actions work. Runs under way keep the keys they started with, so leave the old key active in AWS until they have ended. Then delete it there.",
    old: "The old key is still used by runs that were under way. When they have ended, delete it in AWS.",
    close: "Close",
    submit: "Test, then replace",
    refused: "The new keys were not taken. The present ones stay in use.",
    replaced: (version: number) =>
      `The new keys are in use as version ${version}, for every run that starts from now on.`,
  },
  remove: {
    button: "Delete",
    title: (name: string) => `Delete ${name}?`,
    text: "Its keys are erased in Sluice and its name is free again. What has been exported stays in the bucket, and exports that are over keep their runs in the log. While an export that is not over uses the connection, it is refused.",
    action: "Delete the connection",
  },
} as const;
