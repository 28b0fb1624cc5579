import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "../../api/client.ts";
import type { ExportChange, Resume } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { exportKey } from "../export-queries.ts";

/** What is done to an export. */
export type Change =
  | { readonly does: "stop" | "archive" | "unarchive" }
  | { readonly does: "retry"; readonly runTimestamp: number }
  | { readonly does: "resume"; readonly from: Resume["from"] }
  | { readonly does: "edit"; readonly change: ExportChange };

/** Changes an export, and has everything that shows it asked for anew. */
export function useExportChange(requestId: number) {
  const project = useProject();
  const queries = useQueryClient();
  const { api, id } = project;
  const path = { requestId };
  const apply = async (change: Change): Promise<void> => {
    switch (change.does) {
      case "stop":
        await answerOf(api.POST("/v1/exports/{requestId}/stop", { params: { path } }));
        return;
      case "archive":
        await answerOf(api.POST("/v1/exports/{requestId}/archive", { params: { path } }));
        return;
      case "unarchive":
        await answerOf(api.POST("/v1/exports/{requestId}/unarchive", { params: { path } }));
        return;
      case "retry": {
        const params = { path: { requestId, runTimestamp: change.runTimestamp } };
        await answerOf(api.POST("/v1/exports/{requestId}/runs/{runTimestamp}/retry", { params }));
        return;
      }
      case "resume": {
        const body = { from: change.from };
        await answerOf(api.POST("/v1/exports/{requestId}/resume", { params: { path }, body }));
        return;
      }
      case "edit":
        await answerOf(api.PATCH("/v1/exports/{requestId}", { params: { path }, body: change.change }));
    }
  };
  const mutation = useMutation({
    mutationFn: apply,
    // Also what was refused tells that the export is not as it is shown.
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: exportKey(project, requestId) }),
        queries.invalidateQueries({ queryKey: [id, "exports"] }),
        queries.invalidateQueries({ queryKey: [id, "attention"] }),
      ]),
  });
  return {
    mutate: mutation.mutate,
    error: mutation.error,
    isPending: mutation.isPending,
    isDoing: (does: Change["does"]) => mutation.isPending && mutation.variables.does === does,
  };
}
