import { randomBytes } from "node:crypto";
import { type Stack, type StackOptions, startStack } from "@sluice/local";
import { type CustomerBucket, type NatsServer, temporaryDirectory } from "@sluice/servers";
import type { AccessKey } from "@sluice/types";

export type TestStackOptions = Pick<
  StackOptions,
  "encoders" | "withDashboard" | "sharedEnvironment" | "environment" | "onProgress"
>;

export interface TestStack extends Stack {
  readonly nats: NatsServer;
  /** A bucket of its own and one who may only do what a customer grants. */
  customerBucket(prefix?: string): Promise<CustomerBucket>;
  /** Who may do everything in every bucket. */
  readonly bucketsOwner: AccessKey;
  /** Object `key` of `bucket` is the file `<bucketsFolder>/<bucket>/<key>`. */
  readonly bucketsFolder: string;
}

/** All of Sluice, its own processes on real servers, in a folder that goes with it. */
export async function testStack(options: TestStackOptions = {}): Promise<TestStack> {
  await using started = new AsyncDisposableStack();
  const directory = started.use(await temporaryDirectory());
  // A test that ends with work under way does not wait for that work.
  const stack = started.use(
    await startStack({ ...options, directory: directory.path, durable: false, graceMs: 3_000 }),
  );
  const { s3, nats } = stack.servers;
  const all = started.move();
  return {
    ...stack,
    nats,
    bucketsOwner: s3.rootCredentials,
    bucketsFolder: s3.folder,
    customerBucket: (prefix) => s3.createCustomerBucket(`bucket-${randomBytes(6).toString("hex")}`, prefix),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}
