/** Who connects to NATS. Tests look at everything as `admin`; nothing of the product does. */
export type NatsRole = "config-api" | "workflow-service" | "encoder" | "admin";

export interface NatsConfig {
  readonly port: number;
  readonly storeDirectory: string;
  readonly passwords: Readonly<Record<NatsRole, string>>;
}

interface Permissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
  /** Answers go where the request says, whatever `publish` allows. */
  readonly allowResponses: boolean;
}

/** The subjects each service works with, and no others. */
export const natsPermissions: Readonly<Record<Exclude<NatsRole, "admin">, Permissions>> = {
  // Asks encoders for previews. Their answers hold events, so they come where nobody else may listen.
  "config-api": { publish: ["encode.previews.*"], subscribe: ["_INBOX_API.>"], allowResponses: false },
  // Owns the streams; queues jobs, looks at outcomes, calls runs off and cleans up after them.
  "workflow-service": {
    publish: [
      "encode.jobs.*.*.*.*",
      "encode.cancel.*",
      "encode.presence.*",
      "$JS.API.INFO",
      ...["ENCODE_JOBS", "ENCODE_OUTCOMES"].flatMap((stream) => [
        `$JS.API.STREAM.CREATE.${stream}`,
        `$JS.API.STREAM.UPDATE.${stream}`,
        `$JS.API.STREAM.INFO.${stream}`,
        `$JS.API.STREAM.PURGE.${stream}`,
      ]),
      "$JS.API.CONSUMER.CREATE.ENCODE_JOBS.>",
      "$JS.API.CONSUMER.DURABLE.CREATE.ENCODE_JOBS.>",
      "$JS.API.CONSUMER.INFO.ENCODE_JOBS.*",
      "$JS.API.CONSUMER.DELETE.ENCODE_JOBS.*",
      "$JS.API.CONSUMER.LIST.ENCODE_JOBS",
      "$JS.API.STREAM.MSG.GET.ENCODE_JOBS",
      "$JS.API.STREAM.MSG.GET.ENCODE_OUTCOMES",
      "$JS.API.DIRECT.GET.ENCODE_OUTCOMES.>",
    ],
    subscribe: ["_INBOX.>", "encode.outcomes.*.*", "encode.progress.*.*"],
    allowResponses: false,
  },
  // Takes jobs, says how they go and how they ended; can neither queue jobs nor change a stream.
  encoder: {
    publish: [
      "encode.outcomes.*.*",
      "encode.progress.*.*",
      "$JS.API.STREAM.INFO.ENCODE_JOBS",
      "$JS.API.CONSUMER.MSG.NEXT.ENCODE_JOBS.*",
      "$JS.ACK.ENCODE_JOBS.>",
    ],
    subscribe: ["_INBOX.>", "encode.jobs.>", "encode.cancel.*", "encode.presence.*", "encode.previews.*"],
    allowResponses: true,
  },
};

/** A configuration file for nats-server, which reads JSON. */
export function natsConfigText({ port, storeDirectory, passwords }: NatsConfig): string {
  const user = (role: Exclude<NatsRole, "admin">) => {
    const { publish, subscribe, allowResponses } = natsPermissions[role];
    const permissions = { publish, subscribe, ...(allowResponses ? { allow_responses: true } : {}) };
    return { user: role, password: passwords[role], permissions };
  };
  const config = {
    listen: `127.0.0.1:${port}`,
    jetstream: { store_dir: storeDirectory, max_memory_store: 64 * 1024 ** 2, max_file_store: 8 * 1024 ** 3 },
    authorization: {
      users: [
        user("config-api"),
        user("workflow-service"),
        user("encoder"),
        { user: "admin", password: passwords.admin },
      ],
    },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
