import type { ClientRequest } from "node:http";
import { pipeline } from "node:stream/promises";

export type SentBody = Uint8Array | AsyncIterable<Uint8Array>;

/** Small enough that a thin line shows as movement (see watch-transfer.ts). */
const pieceBytes = 64 * 1024;

/** Sends a body piece by piece, as the socket takes them, and ends the request; tells how much the socket was given. */
export async function sendBody(
  request: ClientRequest,
  body: SentBody,
  totalBytes: number,
  onHanded: (handedBytes: number) => void,
): Promise<void> {
  await pipeline(pieces(body, totalBytes, onHanded), request);
}

async function* pieces(body: SentBody, totalBytes: number, onHanded: (handedBytes: number) => void) {
  let handedBytes = 0;
  for await (const chunk of body instanceof Uint8Array ? [body] : body) {
    for (let at = 0; at < chunk.byteLength; at += pieceBytes) {
      const piece = chunk.subarray(at, at + pieceBytes);
      handedBytes += piece.byteLength;
      onHanded(handedBytes);
      yield piece;
    }
    // Nothing is waited for, a file's end neither, when the server may have answered already.
    if (handedBytes >= totalBytes) return;
  }
}

/** Waits for leave to send the body; false when the server says nothing at all in time. */
export function untilContinued(request: ClientRequest, waitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const end = (isHeard: boolean) => {
      clearTimeout(timer);
      resolve(isHeard);
    };
    for (const event of ["continue", "response", "close"]) request.once(event, () => end(true));
    request.once("socket", (socket) => {
      const wait = () => {
        timer = setTimeout(() => end(false), waitMs);
      };
      if (socket.connecting) socket.once("connect", wait);
      else wait();
    });
  });
}
