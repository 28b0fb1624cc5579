import type { Region } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Copyable } from "../ui/copyable.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { count } from "../ui/figures.ts";
import styles from "./settings.module.css";

const texts = settingsTexts.project;

/** For those who may look and change nothing. */
export function ProjectFacts({ regions }: { readonly regions: readonly Region[] }) {
  const { id, name, timeZone, region, lookbackDays } = useProject();
  const here = regions.find((one) => one.region === region);
  return (
    <div className={styles.facts}>
      <Facts>
        <Fact name={texts.id}>
          <Copyable text={id} label={`account id ${id}`} />
        </Fact>
        <Fact name={texts.name}>{name}</Fact>
        <Fact name={texts.timeZone}>{timeZone}</Fact>
        <Fact name={texts.region}>
          {region}
          {here && <span className={styles.muted}> · {texts.regionText(here.bucketRegion, here.place)}</span>}
        </Fact>
        <Fact name={texts.lookback}>{count(lookbackDays)}</Fact>
      </Facts>
    </div>
  );
}
