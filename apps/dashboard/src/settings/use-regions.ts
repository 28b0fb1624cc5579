import { queryOptions } from "@tanstack/react-query";
import { answerOf } from "../api/client.ts";
import { useProject } from "../shell/project-context.ts";

/** The regions that a project can be in; they never change while a page is open. */
export function useRegions() {
  const { id, api } = useProject();
  return queryOptions({
    queryKey: [id, "regions"],
    queryFn: ({ signal }) => answerOf(api.GET("/v1/regions", { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
