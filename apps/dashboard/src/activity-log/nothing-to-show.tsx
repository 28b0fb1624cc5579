import { useQuery } from "@tanstack/react-query";
import { connectionsQuery } from "../connections/connection-queries.ts";
import { useProject } from "../shell/project-context.ts";
import { logTexts } from "../texts/activity-log.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Panel } from "../ui/page.tsx";

/** Where a project begins: a bucket first, then an export. */
export function FirstExport() {
  const texts = logTexts.first;
  const project = useProject();
  const { id, canChange } = project;
  const connections = useQuery(connectionsQuery(project));
  const hasNone = connections.data?.length === 0;
  return (
    <Panel>
      <Empty
        title={texts.title}
        actions={
          canChange &&
          (hasNone ? (
            <LinkButton kind="primary" to="/p/$project/connections/new" params={{ project: id }}>
              {texts.connect}
            </LinkButton>
          ) : (
            <LinkButton kind="primary" to="/p/$project/exports/new" params={{ project: id }}>
              + {logTexts.create}
            </LinkButton>
          ))
        }
      >
        {texts.text} {canChange ? hasNone && texts.connectText : texts.viewerText}
      </Empty>
    </Panel>
  );
}

export function NoMatch({ onClear }: { readonly onClear: () => void }) {
  const { title, text } = logTexts.noMatch;
  return (
    <Panel>
      <Empty title={title} actions={<Button onPress={onClear}>{logTexts.filters.clear}</Button>}>
        <span role="status">{text}</span>
      </Empty>
    </Panel>
  );
}
