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
      <table className={`${tableStyles.table} ${styles.cards}`} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.role}</th>
            <th scope="col">{columns.hint}</th>
            <th scope="col">{columns.made}</th>
            <th scope="col">{columns.used}</th>
            <th scope="col">{columns.expires}</th>
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
                {token.name} {token.id === own && <span className={styles.tag}>{texts.thisBrowser}</span>}
              </td>
              <td data-label={columns.role}>{texts.roles[token.role].title}</td>
              <td data-label={columns.hint}>
                <code>…{token.hint}</code>
              </td>
              <td data-label={columns.made}>
                <div>
                  {token.createdBy}
                  <div className={styles.muted}>
                    <Instant at={token.createdAt} />
                  </div>
                </div>
              </td>
              <td data-label={columns.used}>
                {token.lastUsedAt === null ? texts.notUsed : <RelativeInstant at={token.lastUsedAt} />}
              </td>
              <td data-label={columns.expires}>
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
      <div>
        {texts.revokedBy(revokedBy)}
        <div className={styles.muted}>
          <Instant at={revokedAt} />
        </div>
      </div>
    );
  }
  return expiresAt === null ? texts.never : <Instant at={expiresAt} />;
}
