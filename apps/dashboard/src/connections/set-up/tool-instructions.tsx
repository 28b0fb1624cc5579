import { setUpTexts as texts } from "../../texts/connections.ts";
import { CopyableBlock } from "../../ui/copyable.tsx";
import { ToggleChoices } from "../../ui/toggle-choices.tsx";
import styles from "../connections.module.css";
import { type SetUpTool, setUpTools } from "../set-up-search.ts";
import instructionStyles from "./tool-instructions.module.css";

interface ToolInstructionsProps {
  readonly tool: SetUpTool | undefined;
  readonly onTool: (tool: SetUpTool) => void;
  /** What is done. */
  readonly label: string;
  /** Null where there is no console for it. */
  readonly console: { readonly page: string; readonly open: string; readonly steps: readonly string[] } | null;
  readonly cli: string;
  readonly terraform: string | null;
}

/** The same thing done in the console, on the command line or with Terraform. */
export function ToolInstructions({ tool, onTool, label, console, cli, terraform }: ToolInstructionsProps) {
  const offered = setUpTools.filter((one) => isOffered[one]({ console, terraform }));
  const shown = offered.find((one) => one === tool) ?? offered[0] ?? "cli";
  return (
    <>
      {offered.length > 1 && (
        <ToggleChoices
          label={texts.tool}
          choices={offered.map((value) => ({ value, title: texts.tools[value] }))}
          value={shown}
          onChange={onTool}
        />
      )}
      {shown === "console" && console !== null && (
        <>
          <ol className={instructionStyles.todo}>
            {console.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>
            <a className={styles.open} href={console.page} target="_blank" rel="noreferrer">
              {console.open}
            </a>
          </p>
        </>
      )}
      {shown === "cli" && <CopyableBlock text={cli} label={`${texts.tools.cli}: ${label}`} />}
      {shown === "terraform" && terraform !== null && (
        <CopyableBlock text={terraform} label={`${texts.tools.terraform}: ${label}`} />
      )}
    </>
  );
}

type Offer = Pick<ToolInstructionsProps, "console" | "terraform">;

const isOffered: Readonly<Record<SetUpTool, (offer: Offer) => boolean>> = {
  console: ({ console }) => console !== null,
  cli: () => true,
  terraform: ({ terraform }) => terraform !== null,
};
