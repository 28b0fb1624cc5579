import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "../api/client.ts";
import type { Webhook } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Confirm } from "../ui/confirm.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ShownOnce } from "../ui/shown-once.tsx";

const texts = settingsTexts.webhooks.secret;

interface RollSecretProps {
  readonly webhook: Webhook;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks, then shows the new secret, this once. */
export function RollSecret({ webhook: { id, name }, isOpen, onClose }: RollSecretProps) {
  const { id: project, api } = useProject();
  const queries = useQueryClient();
  const roll = useMutation({
    mutationFn: () => answerOf(api.POST("/v1/webhooks/{id}/secret", { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: [project, "webhook", id] }),
    gcTime: 0,
  });
  const close = (): void => {
    roll.reset();
    onClose();
  };
  if (roll.data) {
    return (
      <Dialog title={texts.newTitle(name)} isOpen={isOpen} onClose={close} isAlert>
        <ShownOnce text={roll.data.secret ?? ""} label={texts.label} warning={texts.warning} onDone={close}>
          <p>{texts.previous}</p>
        </ShownOnce>
      </Dialog>
    );
  }
  return (
    <Confirm
      title={texts.rollTitle(name)}
      action={texts.roll}
      kind="primary"
      isOpen={isOpen}
      isPending={roll.isPending}
      error={roll.error}
      onConfirm={() => roll.mutate()}
      onClose={close}
    >
      {texts.rollText}
    </Confirm>
  );
}
