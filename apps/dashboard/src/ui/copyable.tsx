import { useEffect, useState } from "react";
import { Button } from "react-aria-components";
import styles from "./copyable.module.css";

interface CopyableProps {
  readonly text: string;
  /** What is copied, for those who listen: `request id 1795487265`. */
  readonly label: string;
}

/** An id, a key, a hash: to be read to the letter, and copied. */
export function Copyable({ text, label }: CopyableProps) {
  return (
    <span className={styles.copyable}>
      <code className={styles.text}>{text}</code>
      <CopyButton text={text} label={label} />
    </span>
  );
}

/** Several lines to be pasted elsewhere. */
export function CopyableBlock({ text, label }: CopyableProps) {
  return (
    <div className={styles.block}>
      <section className={styles.scroll} aria-label={label}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with keys */}
        <pre className={styles.pre} tabIndex={0}>
          {text}
        </pre>
      </section>
      <CopyButton text={text} label={label} />
    </div>
  );
}

const saidForMs = 2_000;

export function CopyButton({ text, label }: CopyableProps) {
  const [state, setState] = useState<"ready" | "copied" | "refused">("ready");
  useEffect(() => {
    if (state === "ready") return;
    const timer = setTimeout(() => setState("ready"), saidForMs);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState("copied"),
      () => setState("refused"),
    );
  return (
    <>
      <Button className={styles.button} aria-label={`Copy ${label}`} onPress={() => void copy()}>
        <svg viewBox="0 0 16 16" aria-hidden="true" className={styles.sign}>
          {state === "copied" ? (
            <path d="m3 8.5 3.2 3.2L13 4.5" />
          ) : (
            <path d="M5.5 5.5V3h7.5v7.5h-2.5M3 5.5h7.5V13H3z" />
          )}
        </svg>
      </Button>
      <span role="status" className="spoken">
        {state === "copied" ? "Copied" : state === "refused" ? "The browser did not let it be copied" : ""}
      </span>
    </>
  );
}
