import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { answerOf } from "../../api/client.ts";
import type { Connection, Export } from "../../api/schema.d.ts";
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
  const { data } = useQuery({
    queryKey: [project.id, "connection", own.id],
    queryFn: ({ signal }) =>
      answerOf(project.api.GET("/v1/connections/{id}", { params: { path: { id: own.id } }, signal })),
  });
  return data;
}
