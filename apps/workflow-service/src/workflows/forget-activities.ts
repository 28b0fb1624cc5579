import type { Failure } from "@sluice/types";

/** The forgetting of users, as its workflow sees it: who they are it never does. Each call may happen more than once. */
export interface ForgetActivities {
  /** The oldest of a project's requests that have not ended. */
  listForgetRequests(order: { readonly project: string }): Promise<readonly string[]>;
  /** Takes the users of some requests out of the lake. */
  forgetUsers(order: ForgetRequests): Promise<void>;
  giveUpForgetting(end: ForgetRequests & { readonly failure: Failure }): Promise<void>;
}

export interface ForgetRequests {
  readonly project: string;
  /** Their ids. */
  readonly requests: readonly string[];
}
