import type { RunDetails } from "../api/schema.d.ts";
import { Empty } from "../ui/empty.tsx";
import { Panel } from "../ui/page.tsx";

/** Why a run has no manifest to be shown here. */
export function NoManifest({ run }: { readonly run: RunDetails }) {
  const isUnderWay = run.status === "Running" || run.status === "Pending";
  return (
    <Panel>
      {run.isExpired ? (
        <Empty title="Not kept here any more">
          The run ended so long ago that its manifest is not kept here. It is in the bucket
          {run.manifestKey === null ? "" : `: ${run.manifestKey}`}.
        </Empty>
      ) : isUnderWay ? (
        <Empty title="No manifest yet">It is written last, when all objects are in the bucket.</Empty>
      ) : (
        <Empty title="No manifest">
          The run is {run.status}, and a run gets its manifest only when it is Done. Until then ignore its files.
        </Empty>
      )}
    </Panel>
  );
}
