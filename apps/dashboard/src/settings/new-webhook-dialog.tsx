import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { answerOf } from "../api/client.ts";
import type { NewWebhook } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Dialog } from "../ui/dialog.tsx";
import { ShownOnce } from "../ui/shown-once.tsx";
import { newWebhook, WebhookForm } from "./webhook-form.tsx";

const { form, secret } = settingsTexts.webhooks;
const route = getRouteApi("/p/$project/settings");

interface NewWebhookDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Makes a webhook and shows its secret, this once; then leads to it, where a test message can be sent. */
export function NewWebhookDialog({ isOpen, onClose }: NewWebhookDialogProps) {
  const { id, api } = useProject();
  const queries = useQueryClient();
  const navigate = route.useNavigate();
  const create = useMutation({
    mutationFn: (body: NewWebhook) => answerOf(api.POST("/v1/webhooks", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: [id, "webhooks"] }),
    gcTime: 0,
  });
  const made = create.data;
  const close = (): void => {
    create.reset();
    onClose();
    if (made) void navigate({ search: { tab: "webhooks", webhook: made.id } });
  };
  return (
    <Dialog
      title={made ? secret.madeTitle(made.name) : form.newTitle}
      isOpen={isOpen}
      onClose={close}
      isAlert={made !== undefined}
    >
      {made ? (
        <ShownOnce text={made.secret ?? ""} label={secret.label} warning={secret.warning} onDone={close} />
      ) : (
        <WebhookForm
          webhook={newWebhook}
          action={form.create}
          error={create.error}
          isPending={create.isPending}
          onSubmit={({ name, url, eventTypes }) => create.mutate({ name, url, eventTypes, enabled: true })}
        />
      )}
    </Dialog>
  );
}
