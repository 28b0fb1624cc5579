import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Connection } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { connectionsTexts as texts } from "../texts/connections.ts";
import tableStyles from "../ui/table.module.css";
import { usesQuery } from "./connection-queries.ts";
import styles from "./connections.module.css";

const { columns } = texts;

export function ConnectionsTable({ connections }: { readonly connections: readonly Connection[] }) {
  const { id } = useProject();
  return (
    <div className={tableStyles.scroll}>
      <table className={`${tableStyles.table} ${styles.cards}`} aria-label={texts.title}>
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.place}</th>
            <th scope="col">{columns.where}</th>
            <th scope="col">{columns.access}</th>
            <th scope="col" className="figure">
              {columns.uses}
            </th>
          </tr>
        </thead>
        <tbody>
          {connections.map((connection) => (
            <tr key={connection.id}>
              <td className={styles.name}>
                <Link
                  className={styles.open}
                  to="/p/$project/connections/$id"
                  params={{ project: id, id: connection.id }}
                >
                  {connection.name}
                </Link>
              </td>
              <td data-label={columns.place}>
                <span className={styles.code}>{`${connection.bucket}/${connection.prefix}`}</span>
              </td>
              <td data-label={columns.where}>
                <span className={styles.code}>{connection.endpoint ?? connection.region}</span>
              </td>
              <td data-label={columns.access}>
                <span className={styles.code}>
                  {connection.accessKeyId === null ? connection.roleArn : texts.key(connection.accessKeyId)}
                </span>
              </td>
              <td data-label={columns.uses} className="figure">
                <Uses connection={connection} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Uses({ connection }: { readonly connection: Connection }) {
  const project = useProject();
  const uses = useQuery(usesQuery(project, connection.id));
  const found = uses.data?.totals.exports;
  if (found === undefined) return "–";
  if (found === 0) return "0";
  return (
    <Link to="/p/$project/exports" params={{ project: project.id }} search={{ connectionId: connection.id }}>
      {texts.uses(found)}
    </Link>
  );
}
