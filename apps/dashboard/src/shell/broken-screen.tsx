import type { ErrorComponentProps } from "@tanstack/react-router";
import { shellTexts } from "../texts/shell.ts";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";

/** When a screen throws; also when its script is not there any more because Sluice was updated. */
export function BrokenScreen({ error }: ErrorComponentProps) {
  return (
    <Empty
      title={shellTexts.broken}
      actions={
        <Button kind="primary" onPress={() => location.reload()}>
          Load it again
        </Button>
      }
    >
      {error instanceof Error ? error.message : String(error)}
    </Empty>
  );
}
