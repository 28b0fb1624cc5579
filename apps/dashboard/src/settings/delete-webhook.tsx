import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { answerOf } from "../api/client.ts";
import type { Webhook } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Confirm } from "../ui/confirm.tsx";

const texts = settingsTexts.webhooks;
const route = getRouteApi("/p/$project/settings");

interface DeleteWebhookProps {
  readonly webhook: Webhook;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function DeleteWebhook({ webhook: { id, name }, isOpen, onClose }: DeleteWebhookProps) {
  const { id: project, api } = useProject();
  const queries = useQueryClient();
  const navigate = route.useNavigate();
  const remove = useMutation({
    mutationFn: () => answerOf(api.DELETE("/v1/webhooks/{id}", { params: { path: { id } } })),
    async onSuccess() {
      await navigate({ search: { tab: "webhooks" }, replace: true });
      queries.removeQueries({ queryKey: [project, "webhook", id] });
      queries.removeQueries({ queryKey: [project, "deliveries", id] });
      await queries.invalidateQueries({ queryKey: [project, "webhooks"] });
    },
  });
  return (
    <Confirm
      title={texts.deleteTitle(name)}
      action={texts.delete}
      isOpen={isOpen}
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={() => {
        remove.reset();
        onClose();
      }}
    >
      {texts.deleteText}
    </Confirm>
  );
}
