import { deliveryTexts } from "../texts/export-delivery.ts";
import { Empty } from "../ui/empty.tsx";
import { Panel } from "../ui/page.tsx";

const texts = deliveryTexts.noRun;

/** Before the first run there is nothing to show of one. */
export function NoRun() {
  return (
    <Panel>
      <Empty title={texts.title}>{texts.text}</Empty>
    </Panel>
  );
}
