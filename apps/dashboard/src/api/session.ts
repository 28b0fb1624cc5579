import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { answerOf, sessionApi } from "./client.ts";
import { isPassing } from "./problem.ts";
import type { SignIn } from "./schema.d.ts";

/** For what everything else needs: until it is known there is no stream that would tell that Sluice is back. */
export const untilAnswered = {
  refetchInterval: ({ state: { error } }: { readonly state: { readonly error: Error | null } }) =>
    error !== null && isPassing(error) && 5_000,
} as const;

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => answerOf(sessionApi.GET("/session", { signal })),
  staleTime: 60_000,
  ...untilAnswered,
});

/** Gives the project that was signed in to. What was asked before was asked as somebody else, or refused to nobody. */
export async function signIn(queries: QueryClient, body: SignIn): Promise<string> {
  const { project, ...session } = await answerOf(sessionApi.POST("/session", { body }));
  queries.removeQueries();
  queries.setQueryData(sessionQuery.queryKey, session);
  return project;
}

const tabs = new BroadcastChannel("sluice");
const signedOut = "signed out";

/** Signs out of everything, in all tabs; nothing of any project stays in memory. */
export async function signOut(): Promise<void> {
  await answerOf(sessionApi.DELETE("/session"));
  tabs.postMessage(signedOut);
  leave();
}

/** Follows the sign-out of another tab. */
export function followSignOut(): void {
  tabs.addEventListener("message", ({ data }) => {
    if (data === signedOut) leave();
  });
}

/** Loads the page anew, so that nothing of what was shown is kept. */
function leave(): void {
  location.replace("/sign-in");
}
