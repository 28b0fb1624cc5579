/** How much is answered to whom. */
export interface RequestLimits {
  /** Requests in a minute with one token; 0 for no limit. */
  readonly perToken: number;
  /** Wrong tokens in a minute from one address; 0 for no limit. */
  readonly wrongTokens: number;
  /** How many proxies stand in front, each of which adds to `X-Forwarded-For`. */
  readonly proxies: number;
}
