import { createParser } from "eventsource-parser";
import { apiProblem } from "./client.ts";

export interface StreamedEvent {
  readonly name: string;
  readonly data: unknown;
}

export interface StreamListener {
  /** The stream stands; what was missed before comes with it. */
  readonly onOpen: () => void;
  readonly onEvent: (event: StreamedEvent) => void;
  /** It is broken off, or could not be opened, so many times in a row; it is tried again. */
  readonly onLost: (error: unknown, times: number) => void;
}

/** The server says something every 15 seconds. */
const silenceMs = 45_000;
const firstWaitMs = 250;
const maxWaitMs = 15_000;

/**
 * Follows what happens in a project's activity log until `signal` aborts. A browser's own EventSource can't say which
 * project it asks for, so this reads the answer of a request like any other.
 *
 * Only while somebody looks at the page: browsers make six connections to a server over HTTP/1.1, for all their tabs
 * together, and each stream takes one. What happened meanwhile comes when the page is looked at again.
 */
export async function followActivity(project: string, listener: StreamListener, signal: AbortSignal): Promise<void> {
  let lastEventId: string | null = null;
  let failures = 0;
  while (!signal.aborted) {
    await untilSeen(signal);
    if (signal.aborted) return;
    const unseen = new AbortController();
    const look = () => document.hidden && unseen.abort();
    document.addEventListener("visibilitychange", look);
    const silence = new AbortController();
    let timer = 0;
    const isAlive = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => silence.abort(), silenceMs);
    };
    try {
      isAlive();
      const headers: Record<string, string> = { "sluice-project": project };
      if (lastEventId !== null) headers["last-event-id"] = lastEventId;
      const answer = await fetch("/v1/exports/events", {
        headers,
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.any([signal, silence.signal, unseen.signal]),
      });
      if (!answer.ok || !answer.body || !isStream(answer)) throw await apiProblem(answer);
      const parser = createParser({
        onEvent({ event = "", data, id }) {
          lastEventId = id ?? lastEventId;
          listener.onEvent({ name: event, data: JSON.parse(data) });
        },
      });
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      listener.onOpen();
      failures = 0;
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        isAlive();
        parser.feed(read.value);
      }
    } catch (error) {
      if (!unseen.signal.aborted) {
        failures += 1;
        if (!signal.aborted) listener.onLost(error, failures);
      }
    } finally {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    }
    if (!unseen.signal.aborted) await moment(Math.min(maxWaitMs, firstWaitMs * 2 ** failures), signal);
  }
}

/** Not the sign-in page of some network. */
function isStream({ headers }: Response): boolean {
  return headers.get("content-type")?.startsWith("text/event-stream") ?? false;
}

/** Waits until somebody looks at the page. */
function untilSeen(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.hidden && !signal.aborted) return;
      document.removeEventListener("visibilitychange", look);
      signal.removeEventListener("abort", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
    signal.addEventListener("abort", look);
    look();
  });
}

/** Waits, but not longer than until the network is back or somebody looks at the page again. */
function moment(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const woken = new AbortController();
    const wake = () => {
      clearTimeout(timer);
      woken.abort();
      resolve();
    };
    const timer = setTimeout(wake, ms);
    const options = { signal: woken.signal };
    signal.addEventListener("abort", wake, options);
    window.addEventListener("online", wake, options);
    document.addEventListener("visibilitychange", wake, options);
    if (signal.aborted) wake();
  });
}
