import { Link } from "@tanstack/react-router";
import type { Attention, TroubledExport } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { logTexts } from "../texts/activity-log.ts";
import { count } from "../ui/figures.ts";
import { RelativeInstant } from "../ui/instant.tsx";
import { troubles } from "./attention.ts";
import styles from "./attention-banner.module.css";
import type { LogSearch } from "./log-search.ts";

const texts = logTexts.attention;
const shown = 3;

/** What the log shows to whoever wants all of them; there is no filter for what is late. */
const searches: Readonly<Record<keyof Attention, LogSearch | null>> = {
  failing: { status: ["Failed"] },
  late: null,
  stopped: { status: ["Stopped"], frequency: "recurring" },
};

/** What failed, what is late and what has given up, before everything else. Nothing when all is well. */
export function AttentionBanner({ attention }: { readonly attention: Attention | undefined }) {
  const present = troubles.filter((trouble) => (attention?.[trouble].count ?? 0) > 0);
  if (!attention || present.length === 0) return null;
  return (
    <section className={styles.banner} aria-label={texts.title}>
      {present.map((trouble) => (
        <TroubleLine key={trouble} trouble={trouble} exports={attention[trouble]} />
      ))}
    </section>
  );
}

interface TroubleLineProps {
  readonly trouble: keyof Attention;
  readonly exports: Attention[keyof Attention];
}

function TroubleLine({ trouble, exports: { count: all, items } }: TroubleLineProps) {
  const { id } = useProject();
  const search = searches[trouble];
  const rest = all - Math.min(shown, items.length);
  return (
    <div className={styles.line} data-trouble={trouble}>
      <strong className={styles.count}>{texts[trouble](count(all))}</strong>
      <ul className={styles.exports}>
        {items.slice(0, shown).map((item) => (
          <li key={item.requestId} className={styles.export}>
            <TroubledLink item={item} trouble={trouble} />
          </li>
        ))}
        {rest > 0 && search === null && <li>{logTexts.more(rest)}</li>}
      </ul>
      {search !== null && (
        <Link
          to="/p/$project/exports"
          params={{ project: id }}
          search={search}
          activeOptions={{ exact: true }}
          className={styles.all}
        >
          {rest > 0 ? texts.showAll(count(all)) : texts.show}
          <span className="spoken"> {texts.shown[trouble]}</span>
        </Link>
      )}
    </div>
  );
}

function TroubledLink({ item, trouble }: { readonly item: TroubledExport; readonly trouble: keyof Attention }) {
  const { id } = useProject();
  return (
    <>
      <Link to="/p/$project/exports/$requestId" params={{ project: id, requestId: String(item.requestId) }}>
        {item.name ?? item.requestId}
      </Link>{" "}
      <span className={styles.since} title={item.error?.message}>
        {texts.since[trouble]} <RelativeInstant at={item.since} />
        {item.error !== null && <code className={styles.code}>{item.error.code}</code>}
      </span>
    </>
  );
}
