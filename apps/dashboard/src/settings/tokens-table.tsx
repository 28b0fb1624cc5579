import type { Token } from "../api/schema.d.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Button } from "../ui/button.tsx";
import { Instant, RelativeInstant } from "../ui/instant.tsx";
import tableStyles from "../ui/table.module.css";
import styles from "./settings.module.css";

const texts = settingsTexts.tokens;

interface TokensTableProps {
  readonly tokens: readonly Token[];
  /** The id of the token that this browser signed in with. */
  readonly own: string | undefined;
  /** Null where nothing can be revoked. */
  readonly onRevoke: ((token: Token) => void) | null;
  readonly label: string;
}

export function TokensTable({ tokens, own, onRevoke, label }: TokensTableProps) {
  const { columns } = texts;
  return (
    <div className={tableStyles.scroll}>
      <table className={tableStyles.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.role}</th>
            <th scope="col">{columns.hint}</th>
            <th scope="col" className={styles.wide}>
              {columns.made}
            </th>
            <th scope="col" className={styles.wide}>
              {columns.used}
            </th>
            <th scope="col" className={styles.wide}>
              {columns.expires}
            </th>
            {onRevoke && (
              <th scope="col">
                <span className="spoken">{columns.revoke}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <td className={styles.name}>
                {token.name}
                {token.id === own && <span className={styles.tag}>{texts.thisBrowser}</span>}
              </td>
              <td>{texts.roles[token.role].title}</td>
              <td>
                <code>…{token.hint}</code>
              </td>
              <td className={styles.wide}>
                {token.createdBy}
                <div className={styles.muted}>
                  <Instant at={token.createdAt} />
                </div>
              </td>
              <td className={styles.wide}>
                {token.lastUsedAt === null ? texts.notUsed : <RelativeInstant at={token.lastUsedAt} />}
              </td>
              <td className={styles.wide}>
                <Ending token={token} />
              </td>
              {onRevoke && (
                <td className={styles.end}>
                  <Button
                    size="s"
                    kind="danger"
                    aria-label={texts.revokeNamed(token.name)}
                    onPress={() => onRevoke(token)}
                  >
                    {texts.revoke}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Ending({ token: { revokedAt, revokedBy, expiresAt } }: { readonly token: Token }) {
  if (revokedAt !== null) {
    return (
      <>
        {texts.revokedBy(revokedBy)}
        <div className={styles.muted}>
          <Instant at={revokedAt} />
        </div>
      </>
    );
  }
  return expiresAt === null ? texts.never : <Instant at={expiresAt} />;
}
