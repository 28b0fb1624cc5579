import styles from "./loading.module.css";

/** Holds the place of what is to come, so that nothing moves when it is there. */
export function Loading({ rows = 6, label = "Loading" }: { readonly rows?: number; readonly label?: string }) {
  return (
    <div className={styles.loading} role="status" data-loading>
      <span className="spoken">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={styles.row} aria-hidden="true" />
      ))}
    </div>
  );
}
