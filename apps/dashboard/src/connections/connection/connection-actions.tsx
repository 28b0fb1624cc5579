import { useState } from "react";
import type { Connection } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { connectionsTexts, connectionTexts } from "../../texts/connections.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { DeleteConnection } from "./delete-connection.tsx";
import { EditDialog } from "./edit-dialog.tsx";
import { ReplaceKeysDialog } from "./replace-keys-dialog.tsx";

/** What can be done with a connection. */
export function ConnectionActions({ connection }: { readonly connection: Connection }) {
  const { id } = useProject();
  const [open, setOpen] = useState<"edit" | "replace" | "remove" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <LinkButton
        kind="primary"
        to="/p/$project/exports/new"
        params={{ project: id }}
        search={{ connectionId: connection.id }}
      >
        {connectionsTexts.createExport}
      </LinkButton>
      <Button onPress={() => setOpen("replace")}>{connectionTexts.replace.button}</Button>
      <Button onPress={() => setOpen("edit")}>{connectionTexts.edit.button}</Button>
      <Button kind="danger" onPress={() => setOpen("remove")}>
        {connectionTexts.remove.button}
      </Button>
      {open === "replace" && <ReplaceKeysDialog connection={connection} onClose={close} />}
      {open === "edit" && <EditDialog connection={connection} onClose={close} />}
      {open === "remove" && <DeleteConnection connection={connection} onClose={close} />}
    </>
  );
}
