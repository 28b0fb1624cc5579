import { useMemo, useState } from "react";
import { useProject } from "../shell/project-context.ts";
import { verifyTexts } from "../texts/verify.ts";
import { Button } from "../ui/button.tsx";
import { ComboBox } from "../ui/combo-box.tsx";
import { CopyableBlock } from "../ui/copyable.tsx";
import { Page } from "../ui/page.tsx";
import { timeZones } from "../ui/time-zones.ts";
import { CheckProgress } from "./check-progress.tsx";
import { CheckResult } from "./check-result.tsx";
import { DropFiles } from "./drop-files.tsx";
import { chosenFiles, droppedFiles } from "./gather-files.ts";
import { type Check, useCheck } from "./use-check.ts";
import styles from "./verify.module.css";

const { unknown } = verifyTexts.zone;

/** Checks the files of a delivery in this browser, as `sluice verify` does. */
export function VerifyScreen() {
  const { timeZone } = useProject();
  const [zone, setZone] = useState(timeZone);
  const zones = useMemo(() => {
    const known = timeZones(timeZone, Date.now()).map(({ id, offset }) => ({ id, beside: offset }));
    return [{ id: unknown, beside: verifyTexts.zone.anyOne }, ...known];
  }, [timeZone]);
  const { check, start, again, cancel } = useCheck();
  const checkedIn = zone === unknown ? null : zone;
  const isBusy = check.step === "gathering" || check.step === "checking";
  return (
    <Page title={verifyTexts.title}>
      <p className={styles.lead}>
        {verifyTexts.lead} <strong>{verifyTexts.private}</strong>
      </p>
      <DropFiles
        isBusy={isBusy}
        onDrop={(items) => void start((options) => droppedFiles(items, options), checkedIn)}
        onChoose={(files) => void start(async () => chosenFiles(files), checkedIn)}
      >
        {isBusy && <CheckProgress check={check} onCancel={cancel} />}
      </DropFiles>
      <div className={styles.zone}>
        <ComboBox
          label={verifyTexts.zone.label}
          help={verifyTexts.zone.help}
          none={verifyTexts.zone.none}
          items={zones}
          value={zone}
          onChange={setZone}
        />
        {again && check.step === "ended" && <Button onPress={() => void again(checkedIn)}>{verifyTexts.again}</Button>}
      </div>
      <p role="status" className="spoken">
        {spoken(check)}
      </p>
      {check.step === "ended" && <CheckResult check={check} />}
      {check.step === "ready" && (
        <div className={styles.outside}>
          <p>{verifyTexts.outside}</p>
          <CopyableBlock label="command that verifies a bucket" text={verifyTexts.command(timeZone)} />
        </div>
      )}
    </Page>
  );
}

/** For those who listen: that it goes on, in steps that leave them room. The end has the focus, and so is read. */
function spoken(check: Check): string {
  if (check.step !== "checking") return "";
  const { files, progress } = check;
  if (!progress || progress.bytesTotal === 0) return verifyTexts.checking(files);
  return verifyTexts.spoken(files, Math.floor((progress.bytesDone / progress.bytesTotal) * 4) / 4);
}
