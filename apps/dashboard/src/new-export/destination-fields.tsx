import type { Connection } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { destinationTexts } from "../texts/new-export.ts";
import { LinkButton } from "../ui/button.tsx";
import fieldStyles from "../ui/field.module.css";
import { Notice } from "../ui/notice.tsx";
import { Select } from "../ui/select.tsx";
import styles from "./new-export.module.css";

interface DestinationFieldsProps {
  readonly connections: readonly Connection[];
  readonly value: string;
  readonly onChange: (connectionId: string) => void;
  readonly error: string | undefined;
}

/** Amazon S3, for now the only partner, and which bucket of it. */
export function DestinationFields({ connections, value, onChange, error }: DestinationFieldsProps) {
  const { id } = useProject();
  const chosen = connections.find((connection) => connection.id === value);
  const choices = connections.map((connection) => ({ value: connection.id, title: titleOf(connection) }));
  return (
    <>
      <div className={fieldStyles.field}>
        <span className={fieldStyles.label}>{destinationTexts.partner}</span>
        <p className={styles.fact}>
          {destinationTexts.partnerName} <span>{destinationTexts.partnerText}</span>
        </p>
      </div>
      <div data-pointers="/connectionId" className={styles.place}>
        {connections.length === 0 ? (
          <Notice
            tone="info"
            actions={
              <LinkButton size="s" to="/p/$project/connections/new" params={{ project: id }}>
                {destinationTexts.connect}
              </LinkButton>
            }
          >
            {destinationTexts.none}
            {error !== undefined && <p className={styles.error}>{destinationTexts.first}</p>}
          </Notice>
        ) : (
          <Select
            label={destinationTexts.connection}
            choices={chosen ? choices : [{ value: "", title: destinationTexts.choose }, ...choices]}
            value={chosen ? value : ""}
            onChange={onChange}
            error={error}
          />
        )}
      </div>
    </>
  );
}

function titleOf({ name, bucket, prefix, region }: Connection): string {
  return `${name} · ${bucket}${prefix === "" ? "" : `/${prefix}`} · ${region}`;
}
