import { verifyTexts } from "../texts/verify.ts";
import { Button } from "../ui/button.tsx";
import { bytes, duration } from "../ui/figures.ts";
import { Progress } from "../ui/progress.tsx";
import type { Check } from "./use-check.ts";
import styles from "./verify.module.css";

interface CheckProgressProps {
  readonly check: Extract<Check, { step: "gathering" | "checking" }>;
  readonly onCancel: () => void;
}

export function CheckProgress({ check, onCancel }: CheckProgressProps) {
  return (
    <div className={styles.progress}>
      {check.step === "gathering" ? (
        <Progress label={verifyTexts.gathering(check.files)} share={null} />
      ) : (
        <Bytes check={check} />
      )}
      <Button autoFocus onPress={onCancel}>
        {verifyTexts.cancel}
      </Button>
    </div>
  );
}

function Bytes({ check }: { readonly check: Extract<Check, { step: "checking" }> }) {
  const { files, progress, startedMs } = check;
  const label = verifyTexts.checking(files);
  if (!progress) return <Progress label={label} share={null} figures={verifyTexts.manifests} />;
  const { bytesDone, bytesTotal, object } = progress;
  return (
    <>
      <Progress
        label={label}
        share={bytesTotal === 0 ? 0 : bytesDone / bytesTotal}
        figures={`${bytes(bytesDone)} of ${bytes(bytesTotal)}${left(bytesDone, bytesTotal, startedMs)}`}
      />
      <p className={styles.reading}>
        {verifyTexts.reading} <code>{object}</code>
      </p>
    </>
  );
}

/** Sooner it would be a guess. */
const toldAfterMs = 2_000;

function left(bytesDone: number, bytesTotal: number, startedMs: number): string {
  const tookMs = performance.now() - startedMs;
  if (tookMs < toldAfterMs || bytesDone === 0) return "";
  const perSecond = (bytesDone / tookMs) * 1_000;
  return `, ${bytes(perSecond)}/s, ${duration(((bytesTotal - bytesDone) / perSecond) * 1_000)} left`;
}
