import { useQuery } from "@tanstack/react-query";
import { answerOf } from "../api/client.ts";
import type { Attention } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";

/** The live stream tells what changes; this is for when it is away. */
const pollMs = 30_000;

export const troubles = ["failing", "late", "stopped"] as const satisfies readonly (keyof Attention)[];

/** Which exports somebody should look at. The log can do without: where this fails, the list says what is wrong. */
export function useAttention() {
  const { id, api } = useProject();
  return useQuery({
    queryKey: [id, "attention"],
    queryFn: ({ signal }) => answerOf(api.GET("/v1/exports/attention", { signal })),
    refetchInterval: pollMs,
    retry: false,
  });
}
