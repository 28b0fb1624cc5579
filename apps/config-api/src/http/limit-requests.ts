import { hash } from "node:crypto";
import type { Context } from "hono";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { AppEnv } from "../dependencies.ts";
import { rateLimited, tooManyWrongTokens } from "../errors.ts";
import { clientAddress } from "./client-address.ts";
import type { RequestLimits } from "./request-limits.ts";

export interface RequestLimiter {
  /**
   * Looks a token up, unless its sender's address has sent too many wrong ones lately. Those who share that address and
   * have been let in within the last minute are let in still.
   */
  readonly lookUp: <T>(c: Context<AppEnv>, text: string, find: () => Promise<T | null>) => Promise<T | null>;
  /** Counts a request that was let in, tells how many are left, and refuses one too many. */
  readonly count: (c: Context<AppEnv>, text: string) => Promise<void>;
}

const windowSeconds = 60;

/** Each process counts for itself, so that nobody waits for a count: behind two of them the limit is up to twice as high. */
export function requestLimiter({ perToken, wrongTokens, proxies }: RequestLimits): RequestLimiter {
  const requests = limiter(perToken);
  const wrong = limiter(wrongTokens);
  return {
    async lookUp(c, text, find) {
      const address = wrongTokens === 0 ? null : clientAddress(c, proxies);
      if (address === null) return find();
      const sent = await wrong.get(address);
      const isSpent = sent !== null && sent.consumedPoints >= wrongTokens;
      if (isSpent && (await requests.get(keyOf(text))) === null) throw tooManyWrongTokens(secondsUntil(sent));
      const found = await find();
      if (found === null) await take(wrong, address);
      return found;
    },
    async count(c, text) {
      const taken = await take(requests, keyOf(text));
      if (perToken === 0) return;
      c.header("ratelimit-limit", String(perToken));
      c.header("ratelimit-remaining", String(Math.max(0, taken.remainingPoints)));
      c.header("ratelimit-reset", String(secondsUntil(taken)));
      if (taken.consumedPoints > perToken) throw rateLimited(perToken, secondsUntil(taken));
    },
  };
}

function limiter(perMinute: number): RateLimiterMemory {
  return new RateLimiterMemory({ points: perMinute || Number.MAX_SAFE_INTEGER, duration: windowSeconds });
}

/** Counts one more, also where there are too many. */
async function take(counts: RateLimiterMemory, key: string): Promise<RateLimiterRes> {
  try {
    return await counts.consume(key);
  } catch (error) {
    if (error instanceof RateLimiterRes) return error;
    throw error;
  }
}

/** Tokens themselves are kept nowhere. */
function keyOf(text: string): string {
  return hash("sha256", text, "base64url");
}

function secondsUntil({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1_000));
}
