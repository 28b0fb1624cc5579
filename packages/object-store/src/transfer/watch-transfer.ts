import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { ConnectTimeout, TransferStalled } from "./transfer-errors.ts";
import type { TransferLimits } from "./transfer-limits.ts";

export interface Transfer {
  readonly request: ClientRequest;
  readonly totalBytes: number;
  /** How much of the body has left. */
  readonly leftBytes: () => number;
  readonly limits: TransferLimits;
  readonly onBytesSent: (sentBytes: number) => void;
  readonly onGivenUp: (error: Error) => void;
}

type Stage = "connecting" | "sending" | "answering";

/**
 * Watches over one request until it is disposed: tells how much of its body has left, and gives it up when it stands
 * still.
 */
export function watchTransfer(transfer: Transfer): Disposable {
  const { request, totalBytes, leftBytes, limits, onBytesSent, onGivenUp } = transfer;
  const tickMs = Math.max(5, Math.min(1_000, limits.idleMs / 10));
  const sendMs = limits.sendMs + (totalBytes / limits.minSentBytesPerSecond) * 1_000;
  const answerMs = limits.answerMs + (totalBytes / limits.minForwardedBytesPerSecond) * 1_000;
  let stage: Stage = "connecting";
  let [stageMs, idleMs, sentBytes] = [0, 0, 0];
  let tickedAt = performance.now();

  const enter = (next: Stage) => {
    stage = next;
    [stageMs, idleMs] = [0, 0];
  };
  const note = () => {
    const left = Math.max(sentBytes, leftBytes());
    if (left === sentBytes) return;
    [sentBytes, idleMs] = [left, 0];
    onBytesSent(left);
  };
  const overdue: Readonly<Record<Stage, () => Error | null>> = {
    connecting: () => (stageMs > limits.connectMs ? new ConnectTimeout(`no connection in ${stageMs} ms`) : null),
    sending: () => {
      if (idleMs > limits.idleMs) return new TransferStalled("still", sentBytes, totalBytes, idleMs);
      return stageMs > sendMs ? new TransferStalled("crawling", sentBytes, totalBytes, stageMs) : null;
    },
    answering: () => (stageMs > answerMs ? new TransferStalled("unanswered", sentBytes, totalBytes, stageMs) : null),
  };

  request.once("socket", (socket: Socket) => {
    if (!socket.connecting) enter("sending");
    else socket.once("encrypted" in socket ? "secureConnect" : "connect", () => enter("sending"));
  });
  request.once("finish", () => {
    note();
    enter("answering");
  });
  request.once("response", () => stage !== "answering" && enter("answering"));
  const timer = setInterval(() => {
    const now = performance.now();
    // Time in which this process itself stood still is not the store's.
    const passedMs = Math.min(now - tickedAt, 2 * tickMs);
    tickedAt = now;
    stageMs += passedMs;
    idleMs += passedMs;
    note();
    const error = overdue[stage]();
    if (error !== null) onGivenUp(error);
  }, tickMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
