import { lazy, Suspense } from "react";
import type { ApiProblem } from "../api/problem.ts";
import { useProject } from "../shell/project-context.ts";
import { frequencyTexts, presetTexts, whenTexts } from "../texts/new-export.ts";
import { Choices } from "../ui/choices.tsx";
import { TextField } from "../ui/field.tsx";
import { ToggleChoices } from "../ui/toggle-choices.tsx";
import type { Draft } from "./draft.ts";
import { fieldError } from "./field-places.ts";
import { choicesOf } from "./format-fields.tsx";
import styles from "./new-export.module.css";
import { rangeOf, rangePresets } from "./range-presets.ts";
import { RunsToCome } from "./runs-to-come.tsx";

/** The calendar is large, and in a script of its own. */
const RangePicker = lazy(() => import("./pickers.tsx").then(({ RangePicker }) => ({ default: RangePicker })));
const InstantPicker = lazy(() => import("./pickers.tsx").then(({ InstantPicker }) => ({ default: InstantPicker })));

interface WhenFieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly problem: ApiProblem | null;
  /** For presets and earliest times. */
  readonly nowMs: number;
}

/** Once over a window, or on a schedule. */
export function WhenFields({ draft, onChange, problem, nowMs }: WhenFieldsProps) {
  const { type, frequency } = draft;
  return (
    <>
      <div data-pointers="/frequency" className={styles.place}>
        <Choices
          label={whenTexts.frequency}
          choices={choicesOf(["oneTime", "recurring"], frequencyTexts)}
          value={frequency}
          onChange={(value) => onChange({ ...draft, frequency: value })}
          error={fieldError(problem, "/frequency")}
        />
      </div>
      {frequency === "recurring" ? (
        <ScheduleFields draft={draft} onChange={onChange} problem={problem} nowMs={nowMs} />
      ) : type === "allProfiles" ? (
        <p className={styles.muted}>{whenTexts.profilesNow}</p>
      ) : (
        <WindowFields draft={draft} onChange={onChange} problem={problem} nowMs={nowMs} />
      )}
    </>
  );
}

function WindowFields({ draft, onChange, problem, nowMs }: WhenFieldsProps) {
  const bounds = { ...useProject(), nowMs };
  const { range } = draft;
  return (
    <div data-pointers="/from /to" className={styles.fields}>
      <ToggleChoices
        label={whenTexts.presets}
        choices={rangePresets.map((value) => ({ value, title: presetTexts[value] }))}
        value={range.kind === "preset" ? range.preset : null}
        onChange={(preset) => onChange({ ...draft, range: { kind: "preset", preset } })}
      />
      <Suspense fallback={<div className={styles.pickerPlace} />}>
        <RangePicker
          value={rangeOf(range, bounds)}
          bounds={bounds}
          onChange={(from, to) => onChange({ ...draft, range: { kind: "exact", from, to } })}
          error={fieldError(problem, "/from", "/to")}
        />
      </Suspense>
    </div>
  );
}

const usualHours = ["4", "8", "12", "24"] as const;
const hourChoices = [...usualHours.map((value) => ({ value, title: `${value} hours` }))];

function ScheduleFields({ draft, onChange, problem, nowMs }: WhenFieldsProps) {
  const bounds = { ...useProject(), nowMs };
  const { type, everyHours, startFrom } = draft;
  const usual = usualHours.find((hours) => hours === everyHours);
  return (
    <>
      <div data-pointers="/everyHours" className={styles.short}>
        <Choices
          label={whenTexts.everyHours}
          choices={[...hourChoices, { value: "custom", title: whenTexts.custom }]}
          value={usual ?? "custom"}
          onChange={(value) => onChange({ ...draft, everyHours: value === "custom" ? "" : value })}
        />
        {usual === undefined && (
          <TextField
            label={whenTexts.hours}
            help={whenTexts.hoursHelp}
            inputMode="numeric"
            value={everyHours}
            onChange={(hours) => onChange({ ...draft, everyHours: hours })}
            error={fieldError(problem, "/everyHours")}
          />
        )}
      </div>
      {type !== "allProfiles" && (
        <div data-pointers="/startFrom" className={styles.fields}>
          <Choices
            label={whenTexts.start}
            choices={[
              { value: "now", ...whenTexts.startNow },
              { value: "at", ...whenTexts.startAt },
            ]}
            value={startFrom === null ? "now" : "at"}
            onChange={(value) => onChange({ ...draft, startFrom: value === "now" ? null : nextHour(nowMs) })}
          />
          {startFrom !== null && (
            <Suspense fallback={<div className={styles.pickerPlace} />}>
              <InstantPicker
                value={startFrom}
                bounds={bounds}
                onChange={(instant) => onChange({ ...draft, startFrom: instant })}
                error={fieldError(problem, "/startFrom")}
              />
            </Suspense>
          )}
        </div>
      )}
      <RunsToCome draft={draft} />
    </>
  );
}

const hourMs = 3_600_000;

function nextHour(nowMs: number): string {
  return new Date(Math.ceil(nowMs / hourMs) * hourMs).toISOString();
}
