import { useLive, useLiveState } from "../api/live.ts";
import { shellTexts } from "../texts/shell.ts";
import styles from "./shell.module.css";

/** Keeps the project's screens up to date, and says so when it can't. */
export function Live({ project }: { readonly project: string }) {
  useLive(project);
  const isLost = useLiveState(project) === "lost";
  return (
    <div role="status" className={styles.live}>
      {isLost && <span className={styles.lost}>{shellTexts.notLive}</span>}
    </div>
  );
}
