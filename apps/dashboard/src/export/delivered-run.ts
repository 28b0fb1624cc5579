import { useQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client.ts";
import type { Export } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { exportKey } from "./export-queries.ts";

/**
 * The run whose manifest is shown when none is chosen: the latest that has one, though another may be under way. The latest
 * of all where none has; undefined while that is not known.
 */
export function useDeliveredRun(found: Export, chosen: number | undefined): number | undefined {
  const project = useProject();
  const { requestId, lastRun } = found;
  const isAsked = chosen === undefined && lastRun !== null && lastRun.status !== "Done";
  const { data, isError } = useQuery({
    queryKey: [...exportKey(project, requestId), "runs", "delivered"],
    queryFn: ({ signal }) =>
      answerOf(project.api.GET("/v1/runs", { params: { query: { requestId, status: ["Done"], limit: 1 } }, signal })),
    enabled: isAsked,
  });
  if (!isAsked) return chosen ?? lastRun?.runTimestamp;
  if (isError) return lastRun.runTimestamp;
  return data && (data.items[0]?.runTimestamp ?? lastRun.runTimestamp);
}
