import { jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection } from "@nats-io/transport-node";
import type { Found } from "./find-secrets.ts";

/** Listens to all that is said about jobs over NATS, also what no stream keeps. */
export interface NatsEavesdropper extends AsyncDisposable {
  readonly heard: readonly Found[];
}

/** Not to questions whether there is an encoder: NATS would take the listener for somebody who answers them. */
const subjects = ["encode.jobs.>", "encode.outcomes.>", "encode.progress.>", "encode.cancel.>"];

export async function eavesdrop(adminUrl: string): Promise<NatsEavesdropper> {
  const connection = await connectAs(adminUrl);
  const heard: Found[] = [];
  for (const listened of subjects) {
    connection.subscribe(listened, {
      callback: (_, { subject, data }) =>
        void heard.push({ place: `message on ${subject}`, bytes: Buffer.concat([Buffer.from(`${subject}\n`), data]) }),
    });
  }
  await connection.flush();
  return { heard, [Symbol.asyncDispose]: () => connection.close() };
}

/** Every message that every stream keeps, with its headers. */
export async function inStreams(adminUrl: string): Promise<Found[]> {
  const connection = await connectAs(adminUrl);
  try {
    const streams = await jetstreamManager(connection);
    const found: Found[] = [];
    for await (const { config, state } of streams.streams.list()) {
      for (let seq = state.first_seq; seq <= state.last_seq; seq++) {
        const message = await streams.streams.getMessage(config.name, { seq });
        // Worked off since.
        if (message === null) continue;
        const headers = [...message.header].map(([name, values]) => `${name}: ${values}`).join("\n");
        const bytes = Buffer.concat([Buffer.from(`${message.subject}\n${headers}\n`), message.data]);
        found.push({ place: `stream ${config.name}`, bytes });
      }
    }
    return found;
  } finally {
    await connection.close();
  }
}

function connectAs(url: string): Promise<NatsConnection> {
  const { username, password, host } = new URL(url);
  return connect({ servers: host, user: username, pass: decodeURIComponent(password) });
}
