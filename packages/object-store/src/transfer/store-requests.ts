import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { checkedLookup, type ReachableAddresses, refuseLiteral } from "@sluice/public-address";
import { buildQueryString, type HttpRequest, HttpResponse } from "@smithy/core/protocols";
import type { BucketAction } from "../errors.ts";
import { judgeAnswer } from "./judge-answer.ts";
import type { SentBody } from "./send-body.ts";
import { sendRequest } from "./send-request.ts";
import type { TransferLimits } from "./transfer-limits.ts";

/** What goes with a command to the client, for one request. */
export interface StoreRequestOptions {
  readonly abortSignal: AbortSignal;
  readonly action: BucketAction;
  /** Hears how much of the body has left, as it leaves. */
  readonly onBytesSent?: (sentBytes: number) => void;
}

/** So large a body first asks whether it may come, so that a store's refusal is heard instead of a broken connection. */
const minExpectBytes = 2 * 1024 * 1024;

export type StoreRequests = ReturnType<typeof storeRequests>;

/**
 * How an S3 client speaks HTTP with one store, in place of the SDK's own handler, whose time limits are for whole
 * requests and which takes any answer. Connects to addresses that were checked, and follows no redirect.
 */
export function storeRequests(limits: TransferLimits, addresses: ReachableAddresses) {
  const agents = { "http:": new HttpAgent({ keepAlive: true }), "https:": new HttpsAgent({ keepAlive: true }) };
  let answersExpect = true;
  return {
    metadata: { handlerProtocol: "http/1.1" },

    async handle(request: HttpRequest, { action, abortSignal, onBytesSent = () => {} }: StoreRequestOptions) {
      refuseLiteral(request, addresses);
      const isTls = request.protocol === "https:";
      const bodyBytes = Number(request.headers["content-length"] ?? 0);
      const expects = answersExpect && bodyBytes >= minExpectBytes;
      const query = buildQueryString(request.query);
      const answer = await sendRequest({
        isTls,
        options: {
          agent: isTls ? agents["https:"] : agents["http:"],
          host: request.hostname.replace(/^\[(.*)\]$/, "$1"),
          port: request.port,
          lookup: checkedLookup(addresses),
          method: request.method,
          path: query === "" ? request.path : `${request.path}?${query}`,
          headers: expects ? { ...request.headers, expect: "100-continue" } : request.headers,
        },
        body: bodyOf(request),
        bodyBytes,
        limits,
        onBytesSent,
        onContinue: expects
          ? (isHeard) => {
              answersExpect = isHeard;
            }
          : null,
        signal: abortSignal,
      });
      if (answer.status === 417) answersExpect = false;
      const { status: statusCode, headers, body } = judgeAnswer(action, request.headers, answer);
      return { response: new HttpResponse({ statusCode, headers, body }) };
    },

    destroy() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

function bodyOf({ body }: HttpRequest): SentBody | null {
  return body ?? null;
}
