import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Form } from "react-aria-components";
import { answerOf } from "../api/client.ts";
import { problemOf } from "../api/problem.ts";
import type { ProjectChange, Region } from "../api/schema.d.ts";
import { sessionQuery } from "../api/session.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Button } from "../ui/button.tsx";
import { Choices } from "../ui/choices.tsx";
import { ComboBox } from "../ui/combo-box.tsx";
import { Copyable } from "../ui/copyable.tsx";
import { TextField } from "../ui/field.tsx";
import { Loading } from "../ui/loading.tsx";
import { Notice, ProblemNotice } from "../ui/notice.tsx";
import { NumberField } from "../ui/number-field.tsx";
import { Panel } from "../ui/page.tsx";
import { timeZones } from "../ui/time-zones.ts";
import { edited, type ProjectEdits, projectChange } from "./project-change.ts";
import { ProjectFacts } from "./project-facts.tsx";
import styles from "./settings.module.css";
import { useRegions } from "./use-regions.ts";

const texts = settingsTexts.project;

export function ProjectSettings() {
  const { canChange } = useProject();
  const regions = useQuery(useRegions());
  if (regions.error) return <ProblemNotice error={regions.error} onRetry={() => void regions.refetch()} />;
  if (!regions.data) return <Loading rows={9} />;
  return (
    <Panel title={texts.title}>
      {canChange ? <ProjectForm regions={regions.data.items} /> : <ProjectFacts regions={regions.data.items} />}
    </Panel>
  );
}

function ProjectForm({ regions }: { readonly regions: readonly Region[] }) {
  const project = useProject();
  const queries = useQueryClient();
  const [edits, setEdits] = useState<ProjectEdits>({});
  const save = useMutation({
    mutationFn: (body: ProjectChange) => answerOf(project.api.PATCH("/v1/project", { body })),
    onSuccess(changed) {
      setEdits({});
      queries.setQueryData([project.id, "project"], changed);
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      // What was reckoned by the old zone or look-back.
      void queries.invalidateQueries({ queryKey: [project.id, "estimate"] });
    },
  });
  const next = edited(project, edits);
  const change = projectChange(project, edits);
  const zones = useMemo(
    () => timeZones(project.timeZone, Date.now()).map(({ id, offset }) => ({ id, beside: offset })),
    [project.timeZone],
  );
  const problem = save.error ? problemOf(save.error) : null;
  const edit = (added: ProjectEdits): void => {
    save.reset();
    setEdits({ ...edits, ...added });
  };
  return (
    <Form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (change) save.mutate(change);
      }}
    >
      {problem && problem.fields.length === 0 && <ProblemNotice error={problem} />}
      <p className={styles.muted}>
        {texts.id} <Copyable text={project.id} label={`account id ${project.id}`} />
      </p>
      <TextField
        label={texts.name}
        value={next.name}
        onChange={(name) => edit({ name })}
        error={problem?.of("/name")}
        isRequired
      />
      <ComboBox
        label={texts.timeZone}
        help={texts.timeZoneHelp}
        none={texts.noZone}
        items={zones}
        value={next.timeZone}
        onChange={(timeZone) => edit({ timeZone })}
        error={problem?.of("/timeZone")}
      />
      {next.timeZone !== project.timeZone && (
        <Notice tone="warning" title={texts.zoneChange.title(project.timeZone, next.timeZone)}>
          {texts.zoneChange.text}
        </Notice>
      )}
      <Choices
        label={texts.region}
        help={texts.regionHelp}
        choices={regions.map(({ region, bucketRegion, place }) => ({
          value: region,
          title: region,
          text: (
            <>
              {place}
              <br />
              <code>{bucketRegion}</code>
            </>
          ),
        }))}
        value={next.region}
        onChange={(region) => edit({ region })}
        error={problem?.of("/region")}
      />
      <div className={styles.short}>
        <NumberField
          label={texts.lookback}
          help={texts.lookbackHelp}
          minValue={1}
          maxValue={3_650}
          value={next.lookbackDays}
          onChange={(lookbackDays) => edit({ lookbackDays: Number.isNaN(lookbackDays) ? undefined : lookbackDays })}
          error={problem?.of("/lookbackDays")}
        />
      </div>
      <div className={styles.formEnd}>
        <Button type="submit" kind="primary" isDisabled={change === null} isPending={save.isPending}>
          {texts.save}
        </Button>
        {change && !save.isPending && (
          <Button kind="quiet" onPress={() => setEdits({})}>
            {texts.discard}
          </Button>
        )}
        <span role="status" className={styles.saved}>
          {save.isSuccess && change === null ? texts.saved : ""}
        </span>
      </div>
    </Form>
  );
}
