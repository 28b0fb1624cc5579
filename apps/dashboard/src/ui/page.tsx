import { type ReactNode, useEffect } from "react";
import styles from "./page.module.css";

interface PageProps {
  readonly title: string;
  /** Above the title: where this belongs. */
  readonly trail?: ReactNode;
  /** Beside the title, such as a status. */
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A screen: its title, in the browser's tab too, what can be done, and the rest. */
export function Page({ title, trail, beside, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Sluice`;
  }, [title]);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.titles}>
          {trail !== undefined && <nav aria-label="You are in">{trail}</nav>}
          <div className={styles.title}>
            <h1>{title}</h1>
            {beside}
          </div>
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a screen, on a surface of its own. */
export function Panel({
  title,
  actions,
  children,
}: {
  readonly title?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.panel} aria-label={title}>
      {title !== undefined && (
        <header className={styles.panelHead}>
          <h2>{title}</h2>
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}
