import type { ReactNode } from "react";
import { isPassing, mayPass, problemOf } from "../api/problem.ts";
import { Button } from "./button.tsx";
import styles from "./notice.module.css";

interface NoticeProps {
  readonly tone: "problem" | "warning" | "info" | "success";
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons or links that help. */
  readonly actions?: ReactNode;
}

/** Something to know, where it matters. Problems are told at once to those who listen. */
export function Notice({ tone, title, children, actions }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === "problem" ? "alert" : "note"}>
      <div className={styles.body}>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        {children !== undefined && <div className={styles.text}>{children}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}

/** What is shown is asked for again by itself; what changes something never is. */
const goesOn = "This page goes on trying.";
const byHand = "Try again in a moment.";

/** What went wrong, in the API's words, with its stable code. */
export function ProblemNotice({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const problem = problemOf(error);
  const { message, code, httpRequestId, fields } = problem;
  return (
    <Notice
      tone="problem"
      actions={
        onRetry &&
        mayPass(problem) && (
          <Button size="s" onPress={onRetry}>
            Try again
          </Button>
        )
      }
    >
      <p>
        {message}
        {problem.code === "api.unreachable" && isPassing(problem) && ` ${onRetry ? goesOn : byHand}`}
      </p>
      {fields.length > 1 && (
        <ul className={styles.fields}>
          {fields.map(({ pointer, message: text }) => (
            <li key={pointer}>
              <code>{pointer.slice(1)}</code> {text}
            </li>
          ))}
        </ul>
      )}
      <p className={styles.code}>
        <code>{code}</code>
        {httpRequestId !== undefined && <code> {httpRequestId}</code>}
      </p>
    </Notice>
  );
}
