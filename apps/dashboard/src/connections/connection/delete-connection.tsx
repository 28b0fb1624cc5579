import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { answerOf } from "../../api/client.ts";
import type { Connection } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { connectionTexts } from "../../texts/connections.ts";
import { Confirm } from "../../ui/confirm.tsx";

const texts = connectionTexts.remove;

interface DeleteConnectionProps {
  readonly connection: Connection;
  readonly onClose: () => void;
}

export function DeleteConnection({ connection, onClose }: DeleteConnectionProps) {
  const { id, api } = useProject();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => answerOf(api.DELETE("/v1/connections/{id}", { params: { path: { id: connection.id } } })),
    async onSuccess() {
      await navigate({ to: "/p/$project/connections", params: { project: id }, replace: true });
      queries.removeQueries({ queryKey: [id, "connection", connection.id] });
      await queries.invalidateQueries({ queryKey: [id, "connections"] });
    },
  });
  return (
    <Confirm
      title={texts.title(connection.name)}
      action={texts.action}
      isOpen
      isPending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{texts.text}</p>
    </Confirm>
  );
}
