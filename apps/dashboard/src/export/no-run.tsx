import { Empty } from "../ui/empty.tsx";
import { Panel } from "../ui/page.tsx";

/** Before the first run there is nothing to show of one. */
export function NoRun() {
  return (
    <Panel>
      <Empty title="No run yet">It is shown here as soon as the first run has begun.</Empty>
    </Panel>
  );
}
