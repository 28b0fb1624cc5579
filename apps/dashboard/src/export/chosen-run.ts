import { useQuery } from "@tanstack/react-query";
import type { Export, RunDetails } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { runQuery } from "./export-queries.ts";

/** The run that a tab shows. */
export function useChosenRun(found: Export, runTimestamp: number | undefined) {
  const project = useProject();
  const query = useQuery({
    ...runQuery(project, found.requestId, runTimestamp ?? 0),
    enabled: runTimestamp !== undefined,
  });
  // What stays in sight while another run is asked for is none of its.
  const run: RunDetails | undefined = query.data?.runTimestamp === runTimestamp ? query.data : undefined;
  return { run, error: query.error, refetch: query.refetch };
}
