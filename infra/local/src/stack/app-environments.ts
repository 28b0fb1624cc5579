import type { Servers } from "@sluice/servers";
import type { Format } from "@sluice/types";

export type AppName = "config-api" | "workflow-service" | `encoder-${Format}`;

export interface Addresses {
  readonly servers: Servers;
  readonly databaseUrl: string;
  readonly lake: string;
  readonly scratch: string;
  readonly masterKey: string;
  readonly apiPort: number;
  /** The folder with the built dashboard; null for none. */
  readonly dashboard: string | null;
}

/** What each app reads from its environment to find the others; nothing it has no use for. */
export function appEnvironments(addresses: Addresses): Readonly<Record<AppName, Readonly<Record<string, string>>>> {
  const { servers, databaseUrl, lake, scratch, masterKey, apiPort, dashboard } = addresses;
  const { nats, temporal } = servers;
  const shared = {
    DATABASE_URL: databaseUrl,
    SLUICE_LAKE: lake,
    SLUICE_MASTER_KEY: masterKey,
    // The local bucket is on this machine.
    SLUICE_CONNECTION_ALLOW_PRIVATE: "true",
    LOG_LEVEL: "info",
  };
  const temporalAt = { TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: temporal.namespace };
  const encoder = { ...shared, NATS_URL: nats.urls.encoder, HEALTH_PORT: "0", SLUICE_SCRATCH: scratch };
  return {
    "config-api": {
      ...shared,
      ...temporalAt,
      ...(dashboard === null ? {} : { SLUICE_DASHBOARD: dashboard }),
      SLUICE_TEMPORAL_UI: temporal.uiUrl,
      NATS_URL: nats.urls["config-api"],
      HOST: "127.0.0.1",
      PORT: String(apiPort),
    },
    "workflow-service": { ...shared, ...temporalAt, NATS_URL: nats.urls["workflow-service"], HEALTH_PORT: "0" },
    "encoder-json": encoder,
    "encoder-xml": encoder,
    "encoder-csv": encoder,
    "encoder-parquet": encoder,
  };
}
