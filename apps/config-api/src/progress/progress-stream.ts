import type { RunId } from "@sluice/types";
import { eventStream, type ServerSentEvent } from "../http/event-stream.ts";
import type { ProgressHub, ProgressState } from "./progress-hub.ts";

/** The id of the event `done`, after which there is nothing to come back for. */
const doneId = ({ id }: ProgressState) => `${id}.done`;

export interface Following {
  readonly runId: RunId;
  /** Of the last event that the client has, from a stream before this one; undefined for a new client. */
  readonly lastEventId: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * A run's progress as server-sent events: `progress` whenever it changes, `done` once the run has ended. Each event's id
 * names the state it tells of: a client that connects again with it gets what is new since, and 204, which ends an
 * EventSource's attempts, when it has seen `done`.
 */
export async function progressStream(hub: ProgressHub, following: Following): Promise<Response> {
  const ended = new AbortController();
  const states = hub.follow(following.runId, AbortSignal.any([following.signal, ended.signal]));
  const first = await firstState(states);
  if (first?.isOver && following.lastEventId === doneId(first)) {
    await states.return();
    return new Response(null, { status: 204 });
  }
  return eventStream(progressEvents(states, first, following.lastEventId), () => ended.abort());
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
): AsyncGenerator<ServerSentEvent | null, void> {
  try {
    for (let state: ProgressState | null | undefined = first; state !== undefined; state = await next(states)) {
      if (state === null) yield null;
      else if (state.id !== lastEventId) yield { name: "progress", id: state.id, data: state.text };
      if (state?.isOver) yield { name: "done", id: doneId(state), data: state.text };
    }
  } finally {
    await states.return();
  }
}

async function next(states: AsyncIterator<ProgressState | null, void>): Promise<ProgressState | null | undefined> {
  const { value, done } = await states.next();
  return done ? undefined : value;
}
