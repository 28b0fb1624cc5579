import {
  createdExportAnswerSchema,
  deliveredObjectSchema,
  type ExportAnswer,
  estimateAnswerSchema,
  exportAnswerSchema,
  exportsAnswerSchema,
  runAnswerSchema,
} from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import { UsageError } from "../errors.ts";
import { findConnection } from "../find-connection.ts";
import type { OpenCommand } from "../open-command.ts";
import { collect, optionsOf, requestIdArgument, wholeNumber } from "../options.ts";
import { bytes, count, instant } from "../output/figures.ts";
import { warnAll } from "../output/output.ts";
import { table } from "../output/table.ts";
import { instantOf } from "./export-options.ts";
import { estimateText, exportsTable, exportText } from "./export-text.ts";
import { addNewExportOptions, newExportRequest } from "./new-export-options.ts";
import { addRecurringCommands } from "./recurring-exports.ts";
import { runPath, watchRun } from "./watch-run.ts";

const text = z.string().optional();
const severalSchema = z.array(z.string()).optional();
const listOptionsSchema = z.object({
  status: severalSchema,
  type: severalSchema,
  format: severalSchema,
  frequency: text,
  connection: text,
  text,
  createdFrom: text,
  createdTo: text,
  sort: z.enum(["created", "last-run"]).default("created"),
  archived: z.enum(["only", "include"]).optional(),
  limit: wholeNumber,
  all: z.boolean().default(false),
});
const sorts = { created: "created", "last-run": "lastRun" } as const;
const runOptionsSchema = z.object({ run: wholeNumber.optional() });

export function addExportCommands(program: Command, open: OpenCommand): void {
  const exports = program.command("exports").description("create, follow and stop exports");
  const ofExport = (name: string, description: string) =>
    exports
      .command(name)
      .description(description)
      .argument(...requestIdArgument);
  const ofRun = (name: string, description: string) =>
    ofExport(name, description).option("--run <runTimestamp>", "a run other than the latest");

  addNewExportOptions(
    exports.command("estimate").description("say what an export would deliver, without creating it"),
  ).action(async (_options: unknown, command: Command) => {
    const cli = await open(command);
    const request = await newExportRequest(cli, command);
    const estimate = await cli.api().send(estimateAnswerSchema, "POST", "/v1/exports/estimate", request);
    cli.out.show(estimate, () => estimateText(estimate));
    warnAll(cli.out, estimate.warnings);
  });

  addNewExportOptions(
    exports.command("create").description("create an export: one time, started at once, or recurring"),
  )
    .option("--watch", "stay until it has ended")
    .option("--idempotency-key <key>", "creating again with the same key gives the same export")
    .action(async (_options: unknown, command: Command) => {
      const cli = await open(command);
      const schema = z.object({ watch: z.boolean().default(false), idempotencyKey: text, to: text });
      const { watch, idempotencyKey, to } = optionsOf(schema, command);
      const request = await newExportRequest(cli, command);
      if (idempotencyKey !== undefined && request.to !== undefined && to === undefined) {
        throw new UsageError("--idempotency-key needs --to: a window that ends now is another one each time.");
      }
      const created = await cli.api().send(createdExportAnswerSchema, "POST", "/v1/exports", request, idempotencyKey);
      warnAll(cli.out, created.warnings);
      if (watch && created.frequency === "oneTime") {
        cli.out.note(`Export ${created.requestId}`);
        return watchRun(cli, String(created.requestId));
      }
      cli.out.show(created, () => {
        const { requestId, nextRunAt } = created;
        if (created.frequency === "recurring") {
          return `${pc.green("✓")} Export ${requestId} is created. Its first run is at ${instant(nextRunAt)}`;
        }
        return `${pc.green("✓")} Export ${requestId} is created. Follow it with: ./sluice exports watch ${requestId}`;
      });
    });

  exports
    .command("list")
    .description("the activity log, newest first")
    .option("--status <status>", "Pending, Running, Done, Stopped or Failed; may be given several times", collect)
    .option("--type <type>", "allEvents, selectEvents or allProfiles; may be given several times", collect)
    .option("--frequency <frequency>", "oneTime or recurring")
    .option("--connection <connection>", "id or name")
    .option("--created-from <time>", "created at this instant or later, RFC 3339 or a date (UTC)")
    .option("--created-to <time>", "created before this instant")
    .option("--format <format>", "json, xml, csv or parquet; may be given several times", collect)
    .option("--text <text>", "part of the export's or the connection's name, or of the request id")
    .option("--sort <order>", "created (the default) or last-run, the latest first")
    .option("--archived <which>", "only those that are archived, or include them")
    .option("--limit <n>", "at most so many", "20")
    .option("--all", "all of them")
    .action(async (_options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const { limit, all, sort, connection, createdFrom, createdTo, ...filters } = optionsOf(
        listOptionsSchema,
        command,
      );
      const filter = {
        ...filters,
        sort: sorts[sort],
        createdFrom: createdFrom === undefined ? undefined : instantOf("--created-from", createdFrom),
        createdTo: createdTo === undefined ? undefined : instantOf("--created-to", createdTo),
        connectionId: connection === undefined ? undefined : (await findConnection(api(), connection)).id,
      };
      const most = all ? Number.POSITIVE_INFINITY : Math.max(1, limit);
      const found = await api().list(exportAnswerSchema, "/v1/exports", filter, most);
      if (out.isJson || found.length === 0) return out.show(found, () => noneText(command));
      const { totals } = await api().get(exportsAnswerSchema, "/v1/exports", { ...filter, limit: 1 });
      out.show(found, () => exportsTable(found, out.width));
      if (totals.exports > found.length) {
        out.note(`${count(found.length)} of ${count(totals.exports)} exports; --limit and --all show more`);
      }
    });

  ofExport("get", "show an export").action(async (requestId: string, _options: unknown, command: Command) => {
    const { out, api } = await open(command);
    const answer = await api().get(exportAnswerSchema, exportPath(requestId));
    out.show(answer, () => exportText(answer));
  });

  ofRun("watch", "follow a run until it ends; exits with 1 unless it is Done").action(
    async (requestId: string, _options: unknown, command: Command) => {
      await watchRun(await open(command), requestId, optionsOf(runOptionsSchema, command).run);
    },
  );

  ofExport("stop", "stop an export; its run ends within seconds, and a recurring one waits to be resumed").action(
    async (requestId: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const answer = await api().send(exportAnswerSchema, "POST", `${exportPath(requestId)}/stop`);
      out.show(answer, () => `${pc.green("✓")} Export ${requestId} ${stoppedText(answer)}`);
    },
  );

  for (const [name, description, done] of archiving) {
    ofExport(name, description).action(async (requestId: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const answer = await api().send(exportAnswerSchema, "POST", `${exportPath(requestId)}/${name}`);
      out.show(answer, () => `${pc.green("✓")} Export ${requestId} ${done}`);
    });
  }

  ofRun("retry", "go on with a Failed or Stopped run, with the same plan and the same keys").action(
    async (requestId: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const given = optionsOf(runOptionsSchema, command).run;
      const run = given ?? (await api().get(exportAnswerSchema, exportPath(requestId))).lastRun?.runTimestamp ?? 0;
      const answer = await api().send(runAnswerSchema, "POST", `${runPath(requestId, run)}/retry`);
      out.show(
        answer,
        () => `${pc.green("✓")} Run ${requestId}-${run} goes on. Follow it with: ./sluice exports watch ${requestId}`,
      );
    },
  );

  ofRun("objects", "list what a run has put into the bucket").action(
    async (requestId: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const path = `${runPath(requestId, optionsOf(runOptionsSchema, command).run)}/objects`;
      const objects = await api().list(deliveredObjectSchema, path);
      out.show(objects, () =>
        table(
          [
            { title: "RECORDS", align: "right" },
            { title: "SIZE", align: "right" },
            { title: "FIRST" },
            { title: "LAST" },
            { title: "KEY" },
          ],
          objects.map(({ records, bytes: size, minTs, maxTs, key }) => [
            count(records),
            bytes(size),
            instant(minTs),
            instant(maxTs),
            key,
          ]),
        ),
      );
    },
  );

  ofRun("manifest", "print a run's manifest as it is in the bucket").action(
    async (requestId: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const text = await api().getText(`${runPath(requestId, optionsOf(runOptionsSchema, command).run)}/manifest`);
      out.show(JSON.parse(text), () => text.trimEnd());
    },
  );

  addRecurringCommands(exports, open);
}

const archiving = [
  ["archive", "put an export that has ended out of the log's way", "is archived"],
  ["unarchive", "show an archived export in the log again", "is in the log again"],
] as const;

function stoppedText({ lastRun }: ExportAnswer): string {
  const isEnding = lastRun?.status === "Pending" || lastRun?.status === "Running";
  return isEnding ? "is being stopped; its run ends within seconds" : "is stopped";
}

/** Where a list is empty, why, and what to do. */
function noneText(command: Command): string {
  const filters = Object.keys(command.opts()).filter((name) => name !== "limit" && name !== "all");
  if (filters.length > 0) return "No export is like that. ./sluice exports list --all shows all there are.";
  return "There is no export yet. Create one with: ./sluice exports create --format csv --last 30d";
}

function exportPath(requestId: string): string {
  return `/v1/exports/${encodeURIComponent(requestId)}`;
}
