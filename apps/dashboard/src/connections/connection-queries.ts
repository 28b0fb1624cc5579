import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { allPages } from "../api/all-pages.ts";
import { answerOf } from "../api/client.ts";
import type { Connection, ConnectionChange, ConnectionTrial } from "../api/schema.d.ts";
import type { CurrentProject } from "../shell/project-context.ts";
import { useProject } from "../shell/project-context.ts";

export function connectionsQuery({ id, api }: CurrentProject) {
  return queryOptions({
    queryKey: [id, "connections", "list"],
    queryFn: ({ signal }) =>
      allPages((cursor) => answerOf(api.GET("/v1/connections", { params: { query: { limit: 500, cursor } }, signal }))),
  });
}

export function connectionQuery({ id, api }: CurrentProject, connectionId: string) {
  return queryOptions({
    queryKey: [id, "connection", connectionId],
    queryFn: ({ signal }) =>
      answerOf(api.GET("/v1/connections/{id}", { params: { path: { id: connectionId } }, signal })),
  });
}

/** The newest exports that use a connection, and how many there are. */
export function usesQuery({ id, api }: CurrentProject, connectionId: string) {
  return queryOptions({
    queryKey: [id, "connection", connectionId, "exports"],
    queryFn: ({ signal }) =>
      answerOf(api.GET("/v1/exports", { params: { query: { connectionId, limit: 10 } }, signal })),
  });
}

/** Tries credentials that nobody keeps: neither the API nor, once it is reset or gone, the cache of this page. */
export function useTrial() {
  const { api } = useProject();
  return useMutation({
    mutationFn: (body: ConnectionTrial) => answerOf(api.POST("/v1/connections/test", { body })),
    gcTime: 0,
  });
}

export function useConnectionChange(connectionId: string) {
  const { id, api } = useProject();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ConnectionChange) =>
      answerOf(api.PATCH("/v1/connections/{id}", { params: { path: { id: connectionId } }, body })),
    onSuccess: (changed: Connection) => {
      queries.setQueryData([id, "connection", connectionId], changed);
      void queries.invalidateQueries({ queryKey: [id, "connection", connectionId] });
      void queries.invalidateQueries({ queryKey: [id, "connections"] });
    },
    gcTime: 0,
  });
}
