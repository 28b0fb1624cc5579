import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { answerOf } from "../api/client.ts";
import { problemOf } from "../api/problem.ts";
import { useProject } from "../shell/project-context.ts";
import { bodyOf, type Draft } from "./draft.ts";
import { profileExportScheduled, scheduledProfilesKey } from "./scheduled-profiles.ts";
import { isRefused, type Submission, submissionOf } from "./submission.ts";

const maxTries = 3;

/** Creates the export that a draft describes: one, however often it is asked to and whatever answers are lost. */
export function useCreation(onCreated: (requestId: number) => void) {
  const { id, api, timeZone, lookbackDays } = useProject();
  const queries = useQueryClient();
  const last = useRef<Submission | null>(null);
  const isSending = useRef(false);
  const { mutate, reset, isPending, error } = useMutation({
    mutationFn: async ({ body, idempotencyKey }: Submission) => {
      const params = { header: { "Idempotency-Key": idempotencyKey } };
      try {
        return await answerOf(api.POST("/v1/exports", { body, params }));
      } catch (failure) {
        // What is in the way may have come after the form was opened; it is shown together with the refusal.
        if (problemOf(failure).code === profileExportScheduled) {
          await queries.refetchQueries({ queryKey: scheduledProfilesKey(id) });
        }
        throw failure;
      }
    },
    retry: (failures, failure) => failures < maxTries && !isRefused(failure) && problemOf(failure).status !== 429,
    onSuccess: async ({ requestId }) => {
      onCreated(requestId);
      await queries.invalidateQueries({ queryKey: [id, "exports"] });
    },
    onError: (failure) => {
      if (isRefused(failure)) last.current = null;
    },
    onSettled: () => {
      isSending.current = false;
    },
  });
  const create = (draft: Draft) => {
    if (isSending.current) return;
    isSending.current = true;
    const body = () => bodyOf(draft, { timeZone, lookbackDays, nowMs: Date.now() });
    last.current = submissionOf(last.current, draft, body);
    mutate(last.current);
  };
  return { create, reset, isPending, problem: error && problemOf(error) };
}
