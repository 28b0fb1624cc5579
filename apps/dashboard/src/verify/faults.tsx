import type { Fault } from "@sluice/verify/browser-client";
import { CappedList } from "../ui/capped-list.tsx";
import styles from "./verify.module.css";

/** Each with where it is, what it is and its stable code, as `sluice verify` prints it. */
export function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  return (
    <CappedList items={faults} keyOf={({ code, key }, index) => `${code} ${key} ${index}`} label="faults">
      {({ code, key, message }) => (
        <div className={styles.fault}>
          <code className={styles.key}>{key}</code>
          <p>
            {message} <code className={styles.code}>{code}</code>
          </p>
        </div>
      )}
    </CappedList>
  );
}
