import { useQuery } from "@tanstack/react-query";
import { allPages } from "../api/all-pages.ts";
import { answerOf } from "../api/client.ts";
import type { EventName } from "../api/schema.d.ts";
import { type CurrentProject, useProject } from "../shell/project-context.ts";

const days = 30;
const limit = 500;
const freshMs = 60_000;

/** All events of the project with what they had in the last 30 days, those with the most records first. */
export function useEventNames() {
  const project = useProject();
  return useQuery({
    queryKey: [project.id, "event-names", days],
    queryFn: ({ signal }) => allNames(project, signal),
    staleTime: freshMs,
  });
}

async function allNames({ api }: CurrentProject, signal: AbortSignal): Promise<readonly EventName[]> {
  const all = await allPages((cursor) =>
    answerOf(api.GET("/v1/event-names", { params: { query: { days, limit, cursor } }, signal })),
  );
  return all.toSorted((one, other) => recordsOf(other) - recordsOf(one) || one.name.localeCompare(other.name));
}

function recordsOf({ volume }: EventName): number {
  return volume?.records ?? 0;
}
