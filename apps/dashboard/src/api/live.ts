import type { ActivityEvents } from "@sluice/types";
import { type QueryClient, skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { followActivity } from "./activity-stream.ts";
import { isPassing, isSignedOut } from "./problem.ts";
import type { Attention, Export } from "./schema.d.ts";
import { sessionQuery } from "./session.ts";
import { showChanged } from "./show-changed.ts";

/** `lost` only once it has not come back for a while. */
export type LiveState = "connecting" | "live" | "lost";

/** What the stream tells of a run in progress, in the cache under `[project, "progress", requestId]`. */
export interface LiveProgress {
  readonly records: number;
  readonly recordsPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly waitingFor: string | null;
}

const againMs = 15_000;

/** The data of the events; exports as this page's types have them. */
type Events = Omit<ActivityEvents, "exports" | "attention"> & {
  readonly exports: { readonly exports: readonly Export[]; readonly reload: boolean };
  readonly attention: Attention;
};

/** Keeps everything that is shown of a project's exports up to date by one stream. */
export function useLive(project: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    const end = new AbortController();
    const show = (state: LiveState) => queries.setQueryData<LiveState>(stateKey(project), state);
    show("connecting");
    void followActivity(
      project,
      {
        onOpen: () => {
          show("live");
          askAgain(queries, project);
        },
        onEvent: ({ name, data }) => apply(queries, project, name, data),
        onLost: (error, times) => {
          // A restart of the API breaks it off for a moment.
          show(times < 3 ? "connecting" : "lost");
          // The session's query knows what to do with that.
          if (isSignedOut(error)) void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
        },
      },
      end.signal,
    );
    // What failed while the stream stood is told by nothing else.
    const again = () => askAgain(queries, project);
    const timer = window.setInterval(again, againMs);
    window.addEventListener("online", again, { signal: end.signal });
    return () => {
      clearInterval(timer);
      end.abort();
    };
  }, [project, queries]);
}

export function useLiveState(project: string): LiveState {
  const { data = "connecting" } = useQuery<LiveState>({ queryKey: stateKey(project), queryFn: skipToken });
  return data;
}

/** What the stream tells of an export's run in progress; undefined while there is none. */
export function useLiveProgress(project: string, requestId: number): LiveProgress | undefined {
  return useQuery<LiveProgress>({ queryKey: progressKey(project, requestId), queryFn: skipToken }).data;
}

const progressKey = (project: string, requestId: number) => [project, "progress", requestId];
const stateKey = (project: string) => [project, "live"];

/** Each event brings the cache up to date. What this page does not know is for a later one. */
function apply(queries: QueryClient, project: string, name: string, data: unknown): void {
  const handlers: { readonly [N in keyof Events]?: (data: Events[N]) => void } = {
    exports: (event) => takeExports(queries, project, event),
    progress: ({ runs }) => takeProgress(queries, project, runs),
    attention: (attention) => queries.setQueryData<Attention>([project, "attention"], attention),
  };
  const handler = Object.entries(handlers).find(([known]) => known === name)?.[1] as
    | ((data: unknown) => void)
    | undefined;
  handler?.(data);
}

function takeExports(queries: QueryClient, project: string, { exports, reload }: Events["exports"]): void {
  if (reload) {
    for (const key of ["exports", "exports-now", "export"])
      void queries.invalidateQueries({ queryKey: [project, key] });
    return;
  }
  showChanged(queries, project, exports);
  void queries.invalidateQueries({ queryKey: [project, "exports-now"] });
  for (const { requestId } of exports) {
    for (const part of ["runs", "windows"]) {
      void queries.invalidateQueries({ queryKey: [project, "export", requestId, part] });
    }
  }
}

/** Asks for what is in sight and could not be had, as the words beside it say. */
function askAgain(queries: QueryClient, project: string): void {
  void queries.refetchQueries({
    queryKey: [project],
    type: "active",
    predicate: ({ state: { error, fetchStatus } }) => error !== null && fetchStatus === "idle" && isPassing(error),
  });
}

function takeProgress(queries: QueryClient, project: string, runs: Events["progress"]["runs"]): void {
  const under = new Set(runs.map(({ requestId }) => requestId));
  queries.removeQueries({
    queryKey: [project, "progress"],
    predicate: ({ queryKey: [, , requestId] }) => !under.has(Number(requestId)),
    type: "inactive",
  });
  for (const { requestId, encodedRecords, recordsPerSecond, secondsLeft, waiting } of runs) {
    const progress = { records: encodedRecords, recordsPerSecond, secondsLeft, waitingFor: waiting };
    queries.setQueryData<LiveProgress>(progressKey(project, requestId), progress);
  }
}
