import { type Agent, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { type RawAnswer, readAnswer } from "./read-answer.ts";
import { type SentBody, sendBody, untilContinued } from "./send-body.ts";
import type { TransferLimits } from "./transfer-limits.ts";
import { watchTransfer } from "./watch-transfer.ts";

export interface RequestToSend {
  readonly isTls: boolean;
  readonly options: RequestOptions & { readonly agent: Agent };
  readonly body: SentBody | null;
  readonly bodyBytes: number;
  readonly limits: TransferLimits;
  /** Hears how much of the body has left, as it leaves. */
  readonly onBytesSent: (sentBytes: number) => void;
  /** Given when the body waits for leave to be sent; told whether the server said anything. */
  readonly onContinue: ((isHeard: boolean) => void) | null;
  readonly signal: AbortSignal;
}

/**
 * Sends one request and gives its answer, or throws what went wrong: the network's errors, the signal's,
 * `ConnectTimeout`, `TransferStalled`.
 */
export async function sendRequest(toSend: RequestToSend): Promise<RawAnswer & { readonly isBodySent: boolean }> {
  const { isTls, options, body, bodyBytes: totalBytes, limits, onBytesSent, onContinue, signal } = toSend;
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const request = (isTls ? requestHttps : requestHttp)({ ...options, signal });
  let handedBytes = 0;
  // What the socket still holds has not left.
  const leftBytes = () => Math.max(0, handedBytes - request.writableLength);
  using _watch = watchTransfer({
    request,
    totalBytes,
    leftBytes,
    limits,
    onBytesSent,
    onGivenUp: (error) => {
      reject(error);
      request.destroy(error);
    },
  });
  let isAnswered = false;
  request.once("response", (message) => {
    isAnswered = true;
    readAnswer(message).then(resolve, reject);
  });
  // Once it answers, what becomes of the rest of the body doesn't matter.
  request.on("error", (error) => isAnswered || reject(error));
  const send = async () => {
    if (onContinue !== null) onContinue(await untilContinued(request, limits.continueMs));
    if (isAnswered || request.destroyed) return;
    await sendBody(request, body ?? new Uint8Array(0), totalBytes, (bytes) => {
      handedBytes = bytes;
    });
  };
  send().catch((error) => isAnswered || reject(error));
  try {
    const answer = await promise;
    signal.throwIfAborted();
    return { ...answer, isBodySent: leftBytes() >= totalBytes };
  } finally {
    // One whose body is still on its way is of no more use.
    if (leftBytes() < totalBytes) request.destroy();
  }
}
