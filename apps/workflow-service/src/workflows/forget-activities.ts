import type { Failure } from "@sluice/types";

/** The forgetting of users, as its workflow sees it: who they are it never does. Each call may happen more than once. */
export interface ForgetActivities {
  /** The oldest of a project's requests that have not ended; null where there is none. */
  nextForgetRequest(order: { readonly project: string }): Promise<string | null>;
  /** Takes a request's user out of the lake. */
  forgetUser(order: ForgetOrder): Promise<void>;
  giveUpForgetting(end: ForgetOrder & { readonly failure: Failure }): Promise<void>;
}

export interface ForgetOrder {
  /** A request to forget a user. */
  readonly request: string;
}
