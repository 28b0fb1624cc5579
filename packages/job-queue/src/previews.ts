import { deadline, type Msg } from "@nats-io/transport-node";
import {
  type Format,
  type PreviewReply,
  type PreviewRequest,
  previewReplySchema,
  previewRequestSchema,
  SluiceError,
  toFailure,
} from "@sluice/types";
import { encoderBusy, noEncoder, previewTooLarge, previewTooLate, queueFailure } from "./errors.ts";
import type { LazyQueue } from "./lazy-queue.ts";
import { flushQueue, type JobQueue } from "./open-job-queue.ts";
import { isNobodyThere } from "./presence.ts";
import { previewEncoders, previewSubject } from "./subjects.ts";

/** Nobody waits longer for a preview, and nobody works longer on one. */
const previewTimeoutMs = 5_000;
const flushTimeoutMs = 500;
/** Jobs matter more. */
const maxAtOnce = 2;

export type Preview = Extract<PreviewReply, { readonly status: "shown" }>;

/**
 * Asks any encoder of the format for a preview. Throws `encoder.unavailable` where none listens, `encoder.busy`,
 * `preview.too_late`, `preview.too_large`, `queue.unavailable`, or what the encoder failed with.
 */
export async function requestPreview(queue: LazyQueue, request: PreviewRequest): Promise<Preview> {
  const opened = await deadline(queue.open(), previewTimeoutMs).catch((error: unknown) => {
    throw queueFailure(error);
  });
  const reply = previewReplySchema.parse((await ask(opened, request)).json());
  if (reply.status === "failed") throw new SluiceError(reply.error);
  return reply;
}

async function ask(queue: JobQueue, request: PreviewRequest): Promise<Msg> {
  const { connection } = queue;
  const data = Buffer.from(JSON.stringify(request));
  // What an event with very many keys has to say of itself.
  if (data.byteLength > (connection.info?.max_payload ?? Number.POSITIVE_INFINITY)) throw previewTooLarge();
  try {
    return await connection.request(previewSubject(request.format), data, { timeout: previewTimeoutMs });
  } catch (error) {
    if (isNobodyThere(error)) throw noEncoder(request.format);
    await flushQueue(queue, flushTimeoutMs);
    throw previewTooLate(request.format, error);
  }
}

export interface AnsweredPreviews extends AsyncDisposable {
  /** Takes no more; those at work go on. */
  stop(): void;
}

/** Answers for this encoder until it is stopped; disposing waits for those at work. */
export function answerPreviews(
  { connection }: JobQueue,
  format: Format,
  answer: (request: PreviewRequest, signal: AbortSignal) => Promise<Preview>,
  onError: (error: unknown) => void,
): AnsweredPreviews {
  const atWork = new Set<Promise<void>>();
  const respond = (message: Msg, reply: PreviewReply) => void message.respond(JSON.stringify(reply));
  const work = async (message: Msg) => {
    try {
      const request = previewRequestSchema.parse(message.json());
      respond(message, await answer(request, AbortSignal.timeout(previewTimeoutMs)));
    } catch (error) {
      onError(error);
      respond(message, { status: "failed", error: toFailure(error) });
    }
  };
  const subscription = connection.subscribe(previewSubject(format), {
    queue: previewEncoders(format),
    callback: (error, message) => {
      if (error) return;
      if (atWork.size >= maxAtOnce) return respond(message, { status: "failed", error: encoderBusy(format) });
      const answering: Promise<void> = work(message)
        .catch(onError)
        .finally(() => atWork.delete(answering));
      atWork.add(answering);
    },
  });
  const stop = () => subscription.unsubscribe();
  return {
    stop,
    async [Symbol.asyncDispose]() {
      stop();
      await Promise.all(atWork);
    },
  };
}
