import type { Region } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Copyable } from "../ui/copyable.tsx";
import { count } from "../ui/figures.ts";
import styles from "./settings.module.css";

const texts = settingsTexts.project;

/** For those who may look and change nothing. */
export function ProjectFacts({ regions }: { readonly regions: readonly Region[] }) {
  const { id, name, timeZone, region, lookbackDays } = useProject();
  const here = regions.find((one) => one.region === region);
  return (
    <dl className={styles.facts}>
      <dt>{texts.id}</dt>
      <dd>
        <Copyable text={id} label={`account id ${id}`} />
      </dd>
      <dt>{texts.name}</dt>
      <dd>{name}</dd>
      <dt>{texts.timeZone}</dt>
      <dd>{timeZone}</dd>
      <dt>{texts.region}</dt>
      <dd>
        {region}
        {here && <span className={styles.muted}> · {texts.regionText(here.bucketRegion, here.place)}</span>}
      </dd>
      <dt>{texts.lookback}</dt>
      <dd>{count(lookbackDays)}</dd>
    </dl>
  );
}
