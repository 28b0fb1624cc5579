import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { answerOf } from "../api/client.ts";
import type { Export, Frequency } from "../api/schema.d.ts";
import { exportKey } from "../export/export-queries.ts";
import { useProject } from "../shell/project-context.ts";
import { blockingTexts } from "../texts/new-export.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Notice, ProblemNotice } from "../ui/notice.tsx";
import styles from "./new-export.module.css";
import { scheduledProfilesQuery } from "./scheduled-profiles.ts";

/** A project has one recurring profile export at most: says so before it is hit, names the one, and can stop it. */
export function BlockingExport({
  frequency,
  onStopped,
}: {
  readonly frequency: Frequency;
  readonly onStopped: () => void;
}) {
  const project = useProject();
  const { id, canChange } = project;
  const [isAsking, setAsking] = useState(false);
  const { data: blocking, error, refetch } = useQuery(scheduledProfilesQuery(project));
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (blocking === undefined) return null;
  if (blocking === null) return <p className={styles.muted}>{blockingTexts.none[frequency]}</p>;
  return (
    <>
      <Notice
        tone="warning"
        title={blockingTexts.title(nameOf(blocking))}
        actions={
          canChange && (
            <Button size="s" onPress={() => setAsking(true)}>
              {blockingTexts.stop}
            </Button>
          )
        }
      >
        <p>{blockingTexts.text}</p>
        <p>
          <Link
            to="/p/$project/exports/$requestId"
            params={{ project: id, requestId: String(blocking.requestId) }}
            target="_blank"
          >
            {blockingTexts.open}
          </Link>
        </p>
      </Notice>
      {isAsking && <StopQuestion blocking={blocking} onClose={() => setAsking(false)} onStopped={onStopped} />}
    </>
  );
}

interface StopQuestionProps {
  readonly blocking: Export;
  readonly onClose: () => void;
  readonly onStopped: () => void;
}

function StopQuestion({ blocking, onClose, onStopped }: StopQuestionProps) {
  const { id, api } = useProject();
  const queries = useQueryClient();
  const { requestId } = blocking;
  const stop = useMutation({
    mutationFn: () => answerOf(api.POST("/v1/exports/{requestId}/stop", { params: { path: { requestId } } })),
    onSuccess: async () => {
      onStopped();
      await Promise.all([
        queries.invalidateQueries({ queryKey: [id, "exports"] }),
        queries.invalidateQueries({ queryKey: exportKey({ id, api }, requestId) }),
        queries.invalidateQueries({ queryKey: [id, "estimate"] }),
      ]);
      onClose();
    },
  });
  return (
    <Confirm
      title={blockingTexts.confirm.title(nameOf(blocking))}
      action={blockingTexts.confirm.stop}
      isOpen
      isPending={stop.isPending}
      error={stop.error}
      onConfirm={() => stop.mutate()}
      onClose={onClose}
    >
      {blockingTexts.confirm.text}
    </Confirm>
  );
}

function nameOf({ name, requestId }: Export): string {
  return name === null ? `Export ${requestId}` : `“${name}” (${requestId})`;
}
