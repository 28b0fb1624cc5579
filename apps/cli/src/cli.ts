import type { ConfigDb } from "@sluice/config-store";
import type { AccessKey } from "@sluice/types";
import type { ApiClient } from "./api-client.ts";
import type { Environment, StackFile } from "./environment.ts";
import type { Output } from "./output/output.ts";

/** What commands work with. Built once, in main. */
export interface Cli {
  readonly environment: Environment;
  /** The local stack, if there is one. */
  readonly stack: StackFile | null;
  readonly out: Output;
  /** Throws where there is no token. */
  readonly api: () => ApiClient;
  /** Sluice's own database; throws where it is not known. */
  readonly openStore: () => Promise<ConfigDb & AsyncDisposable>;
  /** An absolute path for one that the user typed. */
  readonly pathOf: (typed: string) => string;
  /** From the environment, a prompt or stdin. */
  readonly readCredentials: () => Promise<AccessKey>;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly now: () => number;
  readonly signal: AbortSignal;
}
