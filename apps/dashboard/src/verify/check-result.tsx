import { type FilesReport, wholeText } from "@sluice/verify/browser-client";
import { useEffect, useRef } from "react";
import { verifyTexts } from "../texts/verify.ts";
import { CappedList } from "../ui/capped-list.tsx";
import { bytes, counted, duration } from "../ui/figures.ts";
import { Notice } from "../ui/notice.tsx";
import { Panel } from "../ui/page.tsx";
import { Faults } from "./faults.tsx";
import { RunResult } from "./run-result.tsx";
import type { Check } from "./use-check.ts";
import styles from "./verify.module.css";

/** What became of a check, in the words of `sluice verify`. */
export function CheckResult({ check }: { readonly check: Ended }) {
  const { outcome } = check;
  const told = useRef<HTMLDivElement>(null);
  // Where the focus was, on the button that cancels, is gone.
  useEffect(() => {
    told.current?.focus();
  }, []);
  return (
    <>
      <div ref={told} tabIndex={-1} className={styles.told}>
        <Outcome check={check} />
      </div>
      {outcome.type === "done" && <Report report={outcome.report} />}
    </>
  );
}

type Ended = Extract<Check, { step: "ended" }>;

function Outcome({ check }: { readonly check: Ended }) {
  const { outcome, tookMs } = check;
  if (outcome.type === "cancelled") return <Notice tone="info">{verifyTexts.cancelled}</Notice>;
  if (outcome.type === "failed") {
    return (
      <Notice tone="problem" title={verifyTexts.failed}>
        <p>{outcome.failure.message}</p>
        <p className={styles.muted}>
          <code>{outcome.failure.code}</code>
        </p>
      </Notice>
    );
  }
  const { ok, runs, chainFaults } = outcome.report;
  const faults = runs.reduce((sum, run) => sum + run.faults.length, chainFaults.length);
  return (
    <Notice tone={ok ? "success" : "problem"} title={ok ? wholeText : verifyTexts.faults(faults)}>
      {totals(outcome.report)} · {verifyTexts.inWhich} {tookMs < 1_000 ? "under 1 s" : duration(tookMs)}
    </Notice>
  );
}

function Report({ report }: { readonly report: FilesReport }) {
  const { runs, chainFaults, unrelated } = report;
  // What is wrong is looked for; it comes first.
  const ordered = runs.toSorted((a, b) => Number(a.ok) - Number(b.ok));
  return (
    <>
      {chainFaults.length > 0 && (
        <Panel title={verifyTexts.chain}>
          <Faults faults={chainFaults} />
        </Panel>
      )}
      {runs.length > 0 && (
        <Panel title={verifyTexts.runs}>
          <CappedList items={ordered} keyOf={({ manifestKey }) => manifestKey} label="runs" step={100}>
            {(run) => <RunResult run={run} />}
          </CappedList>
        </Panel>
      )}
      {unrelated.length > 0 && (
        <Panel title={verifyTexts.unrelated}>
          <p className={styles.help}>{verifyTexts.unrelatedHelp}</p>
          <CappedList items={unrelated} keyOf={(path) => path} label="files">
            {(path) => <code className={styles.path}>{path}</code>}
          </CappedList>
        </Panel>
      )}
    </>
  );
}

function totals({ runs }: FilesReport): string {
  const sum = (of: "objects" | "records" | "bytes") => runs.reduce((total, run) => total + run[of], 0);
  return [
    counted(runs.length, "run"),
    counted(sum("objects"), "object"),
    counted(sum("records"), "record"),
    bytes(sum("bytes")),
  ].join(", ");
}
