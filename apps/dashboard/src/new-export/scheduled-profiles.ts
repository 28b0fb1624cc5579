import { queryOptions } from "@tanstack/react-query";
import { answerOf } from "../api/client.ts";
import type { CurrentProject } from "../shell/project-context.ts";

/** The API's code for a profile export that another one stands in the way of. */
export const profileExportScheduled = "export.profile_export_scheduled";

export const scheduledProfilesKey = (projectId: string) => [projectId, "exports", "scheduled-profiles"] as const;

const limit = 100;
const followEveryMs = 5_000;

/** The project's one recurring profile export that is not stopped; null when there is none. */
export function scheduledProfilesQuery({ id, api }: Pick<CurrentProject, "id" | "api">) {
  return queryOptions({
    queryKey: scheduledProfilesKey(id),
    queryFn: async ({ signal }) => {
      const type: "allProfiles"[] = ["allProfiles"];
      const query = { type, frequency: "recurring", archived: "include", limit } as const;
      const { items } = await answerOf(api.GET("/v1/exports", { params: { query }, signal }));
      return items.find(({ stopped }) => stopped === null) ?? null;
    },
    refetchInterval: ({ state }) => (state.data ? followEveryMs : false),
  });
}
