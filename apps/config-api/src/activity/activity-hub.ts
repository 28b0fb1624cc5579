import { setTimeout } from "node:timers/promises";
import type { ConfigDb } from "@sluice/config-store";
import type { ActivityEvents, EpochMs } from "@sluice/types";
import type { ServerSentEvent } from "../http/event-stream.ts";
import { settled } from "../http/settled.ts";
import { attentionAnswer, changedAnswer, readChanges, readRuns, reload } from "./read-activity.ts";
import { runPaces } from "./run-pace.ts";

/** Lets many follow the activity logs of many projects at the cost of one round of queries a second. */
export interface ActivityHub {
  /**
   * What happens in a project: at first what has changed since `sinceMs`, or lately, and how its runs stand. Null again
   * and again in between. Ends when `signal` aborts.
   */
  readonly follow: (following: ActivityFollowing) => AsyncGenerator<ServerSentEvent | null, void>;
}

export interface ActivityFollowing {
  readonly projectId: string;
  /**
   * By the database's clock: the id of the last event that the client has; undefined for a new client, and null for one
   * that comes back after so long, or with such an id, that nobody knows what it has missed.
   */
  readonly sinceMs: EpochMs | undefined | null;
  readonly signal: AbortSignal;
}

export interface ActivitySource {
  readonly store: ConfigDb;
  readonly now: () => EpochMs;
  readonly pollMs: number;
  readonly onError: (error: unknown) => void;
}

type EventName = keyof ActivityEvents;

/** A project that somebody follows. */
interface Watch {
  followers: number;
  /** When each export that changed lately changed last: what has been told of. */
  told: ReadonlyMap<number, EpochMs>;
  /** The last ones, oldest first. */
  readonly events: { readonly number: number; readonly event: ServerSentEvent }[];
  /** Counts all events. */
  last: number;
  /** What was told last of the runs and of what is wrong. */
  readonly present: Partial<Record<"progress" | "attention", ServerSentEvent>>;
}

/** Who is further behind than so many events asks for everything again. */
const keptEvents = 200;
const attentionEveryMs = 5_000;

export function activityHub(source: ActivitySource): ActivityHub {
  const watches = new Map<string, Watch>();
  const paces = runPaces();
  let atMs: EpochMs | undefined;
  let attentionAtMs = 0;
  let nextLook = Promise.withResolvers<void>();
  let isLooking = false;

  const look = async (): Promise<void> => {
    const { store } = source;
    const projectIds = [...watches.keys()];
    const changes = await readChanges(store, projectIds, atMs);
    const runs = await readRuns(store, projectIds, paces, changes.atMs);
    const isAttentionDue = changes.atMs >= attentionAtMs + attentionEveryMs;
    for (const projectId of projectIds) {
      const watch = watches.get(projectId);
      if (!watch) continue;
      const changed = changes.byProject.get(projectId) ?? new Map<number, EpochMs>();
      const news = [...changed].filter(([id, changedAtMs]) => watch.told.get(id) !== changedAtMs).map(([id]) => id);
      if (news.length > 0) {
        // The latest come first: where one of them is known, nothing that is new was cut off.
        const isCut = changes.isCut && news.length === changed.size;
        const answer = isCut ? reload : await changedAnswer(store, projectId, news);
        tell(watch, eventOf("exports", changes.atMs, answer));
      }
      watch.told = changed;
      update(watch, "progress", eventOf("progress", changes.atMs, { runs: runs.get(projectId) ?? [] }));
      if (isAttentionDue || news.length > 0 || !watch.present.attention) {
        const attention = await attentionAnswer(store, projectId, source.now());
        update(watch, "attention", eventOf("attention", changes.atMs, attention));
      }
    }
    if (isAttentionDue) attentionAtMs = changes.atMs;
    atMs = changes.atMs;
  };
  const keepLooking = async (): Promise<void> => {
    isLooking = true;
    while (watches.size > 0) {
      await look().catch(source.onError);
      nextLook.resolve();
      nextLook = Promise.withResolvers();
      await setTimeout(source.pollMs);
    }
    // Whoever comes later begins anew, with what is new by then.
    atMs = undefined;
    isLooking = false;
  };

  return {
    async *follow({ projectId, sinceMs, signal }) {
      const watch = watches.get(projectId) ?? newWatch();
      watches.set(projectId, watch);
      watch.followers += 1;
      if (!isLooking) void keepLooking();
      try {
        let seen = watch.last;
        const missed = await readChanges(source.store, [projectId], sinceMs ?? undefined);
        yield eventOf("hello", missed.atMs, {});
        const requestIds = [...(missed.byProject.get(projectId)?.keys() ?? [])];
        if (sinceMs === null || missed.isCut) yield eventOf("exports", missed.atMs, reload);
        else if (requestIds.length > 0) {
          yield eventOf("exports", missed.atMs, await changedAnswer(source.store, projectId, requestIds));
        }
        for (const event of Object.values(watch.present)) yield event;
        while (!signal.aborted) {
          const look = nextLook.promise;
          const [oldest] = watch.events;
          if (oldest && oldest.number > seen + 1) {
            yield eventOf("exports", atMs ?? missed.atMs, reload);
            for (const event of Object.values(watch.present)) yield event;
            seen = watch.last;
          }
          for (const { number, event } of watch.events.filter((one) => one.number > seen)) {
            seen = number;
            yield event;
          }
          yield null;
          if (seen === watch.last) await settled(look, signal);
        }
      } finally {
        watch.followers -= 1;
        if (watch.followers === 0 && watches.get(projectId) === watch) watches.delete(projectId);
      }
    },
  };
}

function newWatch(): Watch {
  return { followers: 0, told: new Map(), events: [], last: 0, present: {} };
}

function tell(watch: Watch, event: ServerSentEvent): void {
  watch.last += 1;
  watch.events.push({ number: watch.last, event });
  if (watch.events.length > keptEvents) watch.events.shift();
}

/** Tells of a state when it is not the one that was told of last. */
function update(watch: Watch, name: "progress" | "attention", event: ServerSentEvent): void {
  if (watch.present[name]?.data === event.data) return;
  watch.present[name] = event;
  tell(watch, event);
}

function eventOf<N extends EventName>(name: N, atMs: EpochMs, data: ActivityEvents[N]): ServerSentEvent {
  return { name, id: String(atMs), data: JSON.stringify(data) };
}
