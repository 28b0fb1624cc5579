import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf } from "../api/client.ts";
import type { Webhook, WebhookChange } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ProblemNotice } from "../ui/notice.tsx";
import { DeleteWebhook } from "./delete-webhook.tsx";
import { RollSecret } from "./roll-secret.tsx";
import styles from "./settings.module.css";
import { WebhookForm } from "./webhook-form.tsx";

const texts = settingsTexts.webhooks;

type Asked = "edit" | "disable" | "secret" | "delete";

/** What can be done with a webhook; nothing for viewers. */
export function WebhookActions({ webhook }: { readonly webhook: Webhook }) {
  const { canChange } = useProject();
  return canChange ? <Actions webhook={webhook} /> : null;
}

function Actions({ webhook }: { readonly webhook: Webhook }) {
  const { id: project, api } = useProject();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { id, name, enabled } = webhook;
  const params = { path: { id } };
  const change = useMutation({
    mutationFn: (body: WebhookChange) => answerOf(api.PATCH("/v1/webhooks/{id}", { params, body })),
    async onSuccess(changed) {
      setAsked(null);
      queries.setQueryData([project, "webhook", id], changed);
      await Promise.all(
        ["webhooks", "deliveries"].map((list) => queries.invalidateQueries({ queryKey: [project, list] })),
      );
    },
  });
  const test = useMutation({
    mutationFn: () => answerOf(api.POST("/v1/webhooks/{id}/test", { params })),
    onSuccess: () => queries.invalidateQueries({ queryKey: [project, "deliveries", id] }),
  });
  const close = (): void => {
    change.reset();
    setAsked(null);
  };
  return (
    <div className={styles.actions}>
      <Button isPending={test.isPending} isDisabled={!enabled} onPress={() => test.mutate()}>
        {texts.test}
      </Button>
      <Button onPress={() => setAsked("edit")}>{texts.edit}</Button>
      {enabled ? (
        <Button onPress={() => setAsked("disable")}>{texts.disable}</Button>
      ) : (
        <Button isPending={change.isPending} onPress={() => change.mutate({ enabled: true })}>
          {texts.enable}
        </Button>
      )}
      <Button onPress={() => setAsked("secret")}>{texts.secret.roll}</Button>
      <Button kind="danger" onPress={() => setAsked("delete")}>
        {texts.delete}
      </Button>
      <span role="status" className="spoken">
        {test.isSuccess ? texts.testSent : ""}
      </span>
      {test.error && <ProblemNotice error={test.error} />}
      {asked === null && change.error && <ProblemNotice error={change.error} />}
      <Dialog title={texts.form.editTitle(name)} isOpen={asked === "edit"} onClose={close}>
        <WebhookForm
          webhook={webhook}
          action={texts.form.save}
          error={change.error}
          isPending={change.isPending}
          onSubmit={(wanted) => change.mutate({ name: wanted.name, url: wanted.url, eventTypes: wanted.eventTypes })}
        />
      </Dialog>
      <Confirm
        title={texts.disableTitle(name)}
        action={texts.disable}
        isOpen={asked === "disable"}
        isPending={change.isPending}
        error={change.error}
        onConfirm={() => change.mutate({ enabled: false })}
        onClose={close}
      >
        {texts.disableText}
      </Confirm>
      <RollSecret webhook={webhook} isOpen={asked === "secret"} onClose={close} />
      <DeleteWebhook webhook={webhook} isOpen={asked === "delete"} onClose={close} />
    </div>
  );
}
