import type { RunDetails } from "../api/schema.d.ts";
import { deliveryTexts } from "../texts/export-delivery.ts";
import { Empty } from "../ui/empty.tsx";
import { Panel } from "../ui/page.tsx";

const texts = deliveryTexts.noManifest;

/** Why a run has no manifest to be shown here. */
export function NoManifest({ run }: { readonly run: RunDetails }) {
  const isUnderWay = run.status === "Running" || run.status === "Pending";
  return (
    <Panel>
      {run.isExpired ? (
        <Empty title={texts.expired}>{texts.expiredText(run.manifestKey)}</Empty>
      ) : isUnderWay ? (
        <Empty title={texts.notYet}>{texts.notYetText}</Empty>
      ) : (
        <Empty title={texts.none}>{texts.noneText(run.status)}</Empty>
      )}
    </Panel>
  );
}
