import { useMutation } from "@tanstack/react-query";
import { answerOf } from "../../api/client.ts";
import type { Connection } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { connectionTexts } from "../../texts/connections.ts";
import { Button } from "../../ui/button.tsx";
import { RelativeInstant } from "../../ui/instant.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/page.tsx";
import styles from "../connections.module.css";
import { TestResult } from "../test-result.tsx";

const texts = connectionTexts.test;

/** Tries the credentials that are kept; a test of other ones is none of these, so it goes when they change. */
export function TestPanel({ connection }: { readonly connection: Connection }) {
  const { api } = useProject();
  const test = useMutation({
    mutationFn: async ({ id }: Connection) => ({
      of: connection,
      at: new Date().toISOString(),
      result: await answerOf(api.POST("/v1/connections/{id}/test", { params: { path: { id } } })),
    }),
  });
  const last = test.data?.of === connection ? test.data : undefined;
  return (
    <Panel
      title={texts.title}
      actions={
        <Button size="s" isPending={test.isPending} onPress={() => test.mutate(connection)}>
          {texts.now}
        </Button>
      }
    >
      <div className={styles.body}>
        <p className={styles.muted}>
          {last ? (
            <>
              {texts.tested} <RelativeInstant at={last.at} />
            </>
          ) : (
            texts.text
          )}
        </p>
        <TestResult result={last?.result} isPending={test.isPending} />
        {test.error && <ProblemNotice error={test.error} />}
      </div>
    </Panel>
  );
}
