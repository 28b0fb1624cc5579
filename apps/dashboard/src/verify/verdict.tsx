import { verifyTexts } from "../texts/verify.ts";
import styles from "./verify.module.css";

/** Whether a run is whole, in words and in colour. */
export function Verdict({ faults }: { readonly faults: number }) {
  return (
    <span className={styles.verdict} data-whole={faults === 0 || undefined}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={faults === 0 ? "m3.5 8.5 3 3 6-7" : "m4 4 8 8m0-8-8 8"} />
      </svg>
      {faults === 0 ? verifyTexts.whole : verifyTexts.faults(faults)}
    </span>
  );
}
