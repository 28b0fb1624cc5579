import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "../api/client.ts";
import type { Token } from "../api/schema.d.ts";
import { sessionQuery } from "../api/session.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Confirm } from "../ui/confirm.tsx";

const texts = settingsTexts.tokens;

interface RevokeTokenProps {
  readonly token: Token | null;
  readonly isOwn: boolean;
  readonly onClose: () => void;
}

export function RevokeToken({ token, isOwn, onClose }: RevokeTokenProps) {
  const { id: project, api } = useProject();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: (id: string) => answerOf(api.DELETE("/v1/tokens/{id}", { params: { path: { id } } })),
    async onSuccess() {
      onClose();
      await queries.invalidateQueries({ queryKey: [project, "tokens"] });
      if (isOwn) await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  const close = (): void => {
    revoke.reset();
    onClose();
  };
  return (
    <Confirm
      title={texts.revokeTitle(token?.name ?? "")}
      action={texts.revoke}
      isOpen={token !== null}
      isPending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => token && revoke.mutate(token.id)}
      onClose={close}
    >
      <p>{texts.revokeText}</p>
      {isOwn && (
        <p>
          <strong>{texts.revokeOwn}</strong>
        </p>
      )}
    </Confirm>
  );
}
