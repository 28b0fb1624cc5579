import type { ReactNode } from "react";
import type { ConnectionCheck, ConnectionTest } from "../api/schema.d.ts";
import { testTexts as texts } from "../texts/connections.ts";
import styles from "./test-result.module.css";

interface TestResultProps {
  readonly result: ConnectionTest | undefined;
  readonly isPending: boolean;
  /** What helps with a code, beside its cure. */
  readonly help?: (code: string) => ReactNode;
}

const actions = ["ListBucket", "PutObject"] as const;

/** Each of the two things an export does, and whether the bucket lets Sluice do it; else the cure. */
export function TestResult({ result, isPending, help }: TestResultProps) {
  return (
    <div role="status" aria-busy={isPending}>
      <ul className={styles.checks} aria-label={texts.label}>
        {actions.map((action) => {
          const check = isPending ? undefined : result?.checks.find((one) => one.action === action);
          return <Check key={action} action={action} check={check} isPending={isPending} help={help} />;
        })}
      </ul>
    </div>
  );
}

interface CheckProps extends Pick<TestResultProps, "isPending" | "help"> {
  readonly action: ConnectionCheck["action"];
  readonly check: ConnectionCheck | undefined;
}

function Check({ action, check, isPending, help }: CheckProps) {
  const { does, text } = texts.actions[action];
  const state = isPending ? "asking" : check === undefined ? "waiting" : check.ok ? "works" : "fails";
  return (
    <li className={styles.check} data-state={state}>
      <svg viewBox="0 0 16 16" aria-hidden="true" className={styles.sign}>
        {signs[state]}
      </svg>
      <div className={styles.words}>
        <p>
          <code>{does}</code> <span className={styles.state}>{texts[state]}</span>
        </p>
        {check?.error ? (
          <>
            <p className={styles.cure}>{texts.cure(check.error.message)}</p>
            <p className={styles.code}>
              <code>{check.error.code}</code>
            </p>
            {help?.(check.error.code)}
          </>
        ) : (
          <p className={styles.text}>{text}</p>
        )}
      </div>
    </li>
  );
}

const signs = {
  waiting: <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  asking: (
    <path d="M8 2.5a5.5 5.5 0 1 1-5.5 5.5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
  ),
  works: <path d="m3 8.5 3.5 3.5L13 4.5" fill="none" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />,
  fails: <path d="m4 4 8 8m0-8-8 8" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />,
} as const;
