import { Link } from "@tanstack/react-router";
import type { Webhook } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Status } from "../ui/status.tsx";
import tableStyles from "../ui/table.module.css";
import styles from "./settings.module.css";
import { toldOf } from "./told-of.ts";

const texts = settingsTexts.webhooks;

export function WebhooksTable({ webhooks }: { readonly webhooks: readonly Webhook[] }) {
  const { id: project } = useProject();
  const { columns } = texts;
  return (
    <div className={tableStyles.scroll}>
      <table className={tableStyles.table} aria-label={texts.title}>
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col" className={styles.wide}>
              {columns.url}
            </th>
            <th scope="col" className={styles.wide}>
              {columns.events}
            </th>
            <th scope="col">{columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {webhooks.map(({ id, name, url, eventTypes, enabled }) => (
            <tr key={id}>
              <td className={styles.name}>
                <Link
                  to="/p/$project/settings"
                  params={{ project }}
                  search={{ tab: "webhooks", webhook: id }}
                  className={styles.open}
                >
                  {name}
                </Link>
              </td>
              <td className={`${styles.wide} ${styles.url}`}>
                <code>{url}</code>
              </td>
              <td className={styles.wide}>{toldOf(eventTypes)}</td>
              <td>
                <Status status={enabled ? "Done" : "Stopped"} word={enabled ? texts.enabled : texts.disabled} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
