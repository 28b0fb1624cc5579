import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Connection, Export } from "../../api/schema.d.ts";
import { connectionQuery } from "../../connections/connection-queries.ts";
import { useProject } from "../../shell/project-context.ts";
import { runsQuery } from "../export-queries.ts";

/**
 * The connection that a run's objects were delivered to, which the export may have left since; undefined until it is
 * known, and where it is deleted.
 */
export function useDeliveredTo(found: Export, runTimestamp: number): Connection | undefined {
  const project = useProject();
  const runs = useInfiniteQuery(runsQuery(project, found.requestId));
  const all = runs.data?.pages.flatMap(({ items }) => items) ?? [];
  const own = all.find((run) => run.runTimestamp === runTimestamp)?.connection ?? found.connection;
  // Before the runs are there, the export's own might be another one.
  const { data } = useQuery({ ...connectionQuery(project, own.id), enabled: !runs.isPending });
  return runs.isPending ? undefined : data;
}
