import type { RunId } from "@sluice/types";
import type { ProgressHub, ProgressState } from "./progress-hub.ts";

const heartbeatMs = 15_000;
const retryMs = 2_000;

/** The id of the event `done`, after which there is nothing to come back for. */
const doneId = ({ id }: ProgressState) => `${id}.done`;

export interface Following {
  readonly runId: RunId;
  /** Of the last event that the client has, from a stream before this one; undefined for a new client. */
  readonly lastEventId: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * A run's progress as server-sent events: `progress` whenever it changes, `done` once the run has ended, comments in
 * between so that proxies keep the connection. Each event's id names the state it tells of: a client that connects again
 * with it gets what is new since, and 204, which ends an EventSource's attempts, when it has seen `done`.
 */
export async function progressStream(hub: ProgressHub, following: Following): Promise<Response> {
  const encoder = new TextEncoder();
  const ended = new AbortController();
  const states = hub.follow(following.runId, AbortSignal.any([following.signal, ended.signal]));
  const first = await firstState(states);
  if (first?.isOver && following.lastEventId === doneId(first)) {
    await states.return();
    return new Response(null, { status: 204 });
  }
  const events = progressEvents(states, first, following.lastEventId);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await events.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      ended.abort();
      await events.return();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache",
      // Asks nginx not to hold events back.
      "x-accel-buffering": "no",
    },
  });
}

/** Undefined when the stream ends before there is one. */
async function firstState(states: AsyncIterator<ProgressState | null, void>): Promise<ProgressState | undefined> {
  let state = await next(states);
  while (state === null) state = await next(states);
  return state;
}

async function* progressEvents(
  states: AsyncGenerator<ProgressState | null, void>,
  first: ProgressState | undefined,
  lastEventId: string | undefined,
): AsyncGenerator<string, void> {
  let toldAt = performance.now();
  let retry = `retry: ${retryMs}\n`;
  const tell = (name: string, id: string, data: string) => {
    const text = `event: ${name}\nid: ${id}\n${retry}data: ${data}\n\n`;
    [toldAt, retry] = [performance.now(), ""];
    return text;
  };
  for (let state: ProgressState | null | undefined = first; state !== undefined; state = await next(states)) {
    if (state !== null && state.id !== lastEventId) yield tell("progress", state.id, state.text);
    if (state?.isOver) yield tell("done", doneId(state), state.text);
    if (performance.now() - toldAt <= heartbeatMs) continue;
    yield ": still here\n\n";
    toldAt = performance.now();
  }
}

async function next(states: AsyncIterator<ProgressState | null, void>): Promise<ProgressState | null | undefined> {
  const { value, done } = await states.next();
  return done ? undefined : value;
}
