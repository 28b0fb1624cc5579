import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import {
  AddressRefused,
  allAddresses,
  checkedLookup,
  publicAddresses,
  type ReachableAddresses,
} from "@sluice/public-address";
import type { SluiceError } from "@sluice/types";
import {
  addressRefused,
  gone,
  notAccepted,
  redirected,
  timedOut,
  tlsFailed,
  unknownHost,
  unreachable,
} from "./errors.ts";
import { urlRefusal } from "./refuse-url.ts";
import { signatureHeaders } from "./sign-message.ts";

export interface MessageToPost {
  readonly url: string;
  /** The same for every attempt. */
  readonly id: string;
  readonly body: string;
  /** The newest first; each signs. */
  readonly secrets: readonly string[];
}

export interface PostOptions {
  /** Whether plain http and private addresses may be used. */
  readonly allowPrivate: boolean;
  /** Those that `allowPrivate` says, unless given. */
  readonly addresses?: ReachableAddresses;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** `status` is HTTP and null when no answer came; `failure` is null when the receiver has the message. */
export interface PostedMessage {
  readonly status: number | null;
  readonly failure: SluiceError | null;
}

/** So much of an answer is read, to let the receiver finish; nothing of it is kept. */
const maxAnswerBytes = 4_096;

/**
 * Posts a message once. Follows no redirect, and connects to addresses that were checked, so that a name that resolves
 * to something else the next moment gains nothing. Throws only when `signal` aborts.
 */
export async function postMessage(message: MessageToPost, options: PostOptions): Promise<PostedMessage> {
  const { hostname } = new URL(message.url);
  const refusal = urlRefusal(message.url, options);
  if (refusal !== null) return { status: null, failure: addressRefused(hostname, `its URL ${refusal}`) };
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = AbortSignal.any([timeout, options.signal]);
  try {
    const addresses = options.addresses ?? (options.allowPrivate ? allAddresses : publicAddresses);
    const answer = await answerTo(message, signal, addresses);
    await readSome(answer);
    const status = answer.statusCode ?? 0;
    return { status, failure: failureOfStatus(status) };
  } catch (error) {
    options.signal.throwIfAborted();
    const failure = timeout.aborted ? timedOut(hostname, options.timeoutMs) : failureOfError(hostname, error);
    return { status: null, failure };
  }
}

function answerTo(
  message: MessageToPost,
  signal: AbortSignal,
  addresses: ReachableAddresses,
): Promise<IncomingMessage> {
  const { url, body, secrets } = message;
  const send = url.toLowerCase().startsWith("https:") ? requestHttps : requestHttp;
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "user-agent": "Sluice",
    ...signatureHeaders({ ...message, atMs: Date.now() }, secrets),
  };
  return new Promise((resolve, reject) => {
    // A connection of its own, as one that is kept would be to an address that nobody checks again.
    const options = { method: "POST", agent: false, headers, signal, lookup: checkedLookup(addresses) } as const;
    const request = send(url, options, resolve);
    request.once("error", reject);
    request.end(body);
  });
}

async function readSome(answer: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of answer) {
      bytes += Buffer.byteLength(chunk);
      if (bytes >= maxAnswerBytes) return;
    }
  } catch {
    // Its status has come; what becomes of the rest doesn't matter.
  }
}

function failureOfStatus(status: number): SluiceError | null {
  if (status >= 200 && status < 300) return null;
  if (status === 410) return gone();
  return status >= 300 && status < 400 ? redirected(status) : notAccepted(status);
}

function failureOfError(hostname: string, error: unknown): SluiceError {
  const codes = codesOf(error);
  if (error instanceof AddressRefused) {
    return addressRefused(hostname, "its name stands for a private or reserved address", error);
  }
  if (codes.some((code) => unknownHostCodes.has(code))) return unknownHost(hostname, error);
  if (codes.some((code) => tlsCodes.test(code))) return tlsFailed(hostname, error);
  return unreachable(hostname, error);
}

const unknownHostCodes: ReadonlySet<string> = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "ENODATA"]);
/** As OpenSSL and Node name them. */
const tlsCodes = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;

function codesOf(error: unknown): readonly string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(codesOf);
  return error instanceof Error && "code" in error && typeof error.code === "string" ? [error.code] : [];
}
