import { performance } from "node:perf_hooks";

const heartbeatMs = 15_000;
const retryMs = 2_000;

export interface ServerSentEvent {
  readonly name: string;
  /** What a client says in `Last-Event-ID` when it comes back. */
  readonly id: string;
  /** One line. */
  readonly data: string;
}

/**
 * Events as `text/event-stream`, with comments in between so that proxies keep the connection, and a first event that says
 * when to come back. Null stands for "nothing new", so that there is somebody to send those comments.
 */
export function eventStream(events: AsyncGenerator<ServerSentEvent | null, void>, onCancel: () => void): Response {
  const encoder = new TextEncoder();
  const texts = eventTexts(events);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      onCancel();
      await texts.return();
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

async function* eventTexts(events: AsyncGenerator<ServerSentEvent | null, void>): AsyncGenerator<string, void> {
  let toldAt = performance.now();
  let retry = `retry: ${retryMs}\n`;
  for await (const event of events) {
    if (event !== null) yield `event: ${event.name}\nid: ${event.id}\n${retry}data: ${event.data}\n\n`;
    else if (performance.now() - toldAt > heartbeatMs) yield ": still here\n\n";
    else continue;
    [toldAt, retry] = [performance.now(), event === null ? retry : ""];
  }
}
