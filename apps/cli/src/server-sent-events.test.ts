import { expect, test } from "vitest";
import { serverSentEvents } from "./server-sent-events.ts";

async function eventsIn(...pieces: string[]) {
  const body = ReadableStream.from(pieces.map((piece) => new TextEncoder().encode(piece)));
  return await Array.fromAsync(serverSentEvents(body));
}

test("events are found wherever the stream was cut", async () => {
  const expected = [
    { event: "progress", data: '{"a":1}' },
    { event: "done", data: "x\ny" },
  ];
  const text = 'event: progress\ndata: {"a":1}\n\n: still here\n\nevent: done\r\ndata: x\r\ndata:y\r\n\r\n';
  expect(await eventsIn(text)).toEqual(expected);
  for (let at = 1; at < text.length; at++) {
    expect(await eventsIn(text.slice(0, at), text.slice(at))).toEqual(expected);
  }
});

test("an event that the stream breaks off in is none", async () => {
  expect(await eventsIn("event: done\ndata: x\n")).toEqual([]);
});
