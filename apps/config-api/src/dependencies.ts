import type { HttpBindings } from "@hono/node-server";
import type { ApiToken, ConfigDb, MasterKeys } from "@sluice/config-store";
import type { EventSource } from "@sluice/event-source";
import type { LazyQueue } from "@sluice/job-queue";
import type { RoleAssumption } from "@sluice/object-store";
import type { Logger } from "@sluice/service";
import type { EpochMs } from "@sluice/types";
import type { Client } from "@temporalio/client";
import type { RequestLimits } from "./http/request-limits.ts";

/** Everything the API needs from outside. */
export interface AppDependencies {
  readonly store: ConfigDb;
  readonly masterKeys: MasterKeys;
  readonly source: EventSource;
  /** Where encoders are asked for previews; nothing else needs it. */
  readonly queue: LazyQueue;
  readonly roles: RoleAssumption;
  /** Whom roles have to trust; null when nobody has said. */
  readonly awsPrincipal: string | null;
  /** Whether connections may have endpoints at private addresses. */
  readonly allowPrivateConnections: boolean;
  readonly temporal: Client;
  /** An answer does not wait longer for Temporal. */
  readonly temporalTimeoutMs: number;
  /** Whether webhooks may have http URLs and private addresses. */
  readonly allowPrivateWebhooks: boolean;
  /** Whose pages may ask, from a browser: origins such as `https://exports.example.com`. */
  readonly corsOrigins: readonly string[];
  readonly requestLimits: RequestLimits;
  readonly isLakeReadable: () => Promise<boolean>;
  /** Where Temporal's pages are; null when nobody has said. */
  readonly temporalUi: string | null;
  /** The folder with the built dashboard; null where there is none. */
  readonly dashboard: string | null;
  /** Ends answers that would go on for long. */
  readonly stopping: AbortSignal;
  readonly log: Logger;
  readonly now: () => EpochMs;
}

/** What handlers find in a request's context. */
export interface AppEnv {
  /** What the server gives; nothing where a request is answered without one. */
  readonly Bindings: Partial<HttpBindings>;
  readonly Variables: {
    /** Who asks; set for every path under /v1. */
    readonly token: ApiToken;
    readonly log: Logger;
    /** Whether whoever asks would be let in now, for answers that go on for long. */
    readonly isStillIn?: () => Promise<boolean>;
    /** Finds this one request in the log; an export's request id is something else. */
    readonly httpRequestId: string;
    /** Whether the request has any; set for every path under /v1. */
    readonly hasBody: boolean;
  };
}
