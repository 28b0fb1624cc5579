import { setTimeout } from "node:timers/promises";
import {
  type ForgetRequestAnswer,
  forgetRequestAnswerSchema,
  type NamedUser,
  projectAnswerSchema,
  SluiceError,
} from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { UsageError } from "../errors.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf } from "../options.ts";
import { count, counted, instant } from "../output/figures.ts";
import { printable, table } from "../output/table.ts";

const optionsSchema = z.object({
  identity: z.string().min(1).optional(),
  objectId: z.string().min(1).optional(),
  project: z.string().optional(),
  yes: z.boolean().default(false),
  wait: z.boolean(),
});

/** Over the API, so that it is kept who asked for it, and done where it is gone on with whatever becomes of the command. */
export function addForgetCommands(lake: Command, open: OpenCommand): void {
  lake
    .command("forget")
    .description("take a user's events and profiles out of the lake, over the API; it can't be undone")
    .option("--identity <identity>", "the user with this identity, or with it among all_identities")
    .option("--object-id <id>", "the user with this objectId")
    .option("--project <id>", "refuse to if the API token is of another project")
    .option("--yes", "this can't be undone, and it is meant")
    .option("--no-wait", "don't stay until it is done")
    .action(async (_options: unknown, command: Command) => {
      const cli = await open(command);
      await forget(cli, optionsOf(optionsSchema, command));
    });

  lake
    .command("forgotten")
    .description("who asked for users to be forgotten, when, and how many records that were")
    .action(async (_options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const all = await api().list(forgetRequestAnswerSchema, "/v1/forget-requests");
      out.show(all, () => requestsTable(all));
    });
}

async function forget(cli: Cli, options: z.output<typeof optionsSchema>): Promise<void> {
  const { api, out } = cli;
  const { by, value } = userOf(options);
  const { id: project } = await api().get(projectAnswerSchema, "/v1/project");
  if (options.project !== undefined && options.project !== project) {
    throw new UsageError(`The API token is of the project ${project}, not of ${options.project}.`);
  }
  if (!options.yes) {
    throw new UsageError(`That a user of project ${project} is forgotten can't be undone. Say --yes to do it.`);
  }
  const path = `/v1/users/${encodeURIComponent(value)}?by=${by}`;
  const asked = await api().send(forgetRequestAnswerSchema, "DELETE", path);
  const ended = options.wait ? await ending(cli, asked) : asked;
  if (ended.error) throw new SluiceError({ ...ended.error, retryable: false });
  out.show(ended, () => requestText(ended));
}

function userOf({ identity, objectId }: z.output<typeof optionsSchema>): NamedUser {
  if (identity !== undefined && objectId === undefined) return { by: "identity", value: identity };
  if (objectId !== undefined && identity === undefined) return { by: "objectId", value: objectId };
  throw new UsageError("Say who is to be forgotten, with either --identity or --object-id.");
}

const lookEveryMs = 1_000;

async function ending({ api, out, signal }: Cli, asked: ForgetRequestAnswer): Promise<ForgetRequestAnswer> {
  let request = asked;
  try {
    while (request.endedAt === null) {
      out.live(`  ${request.status}`);
      await setTimeout(lookEveryMs, undefined, { signal });
      request = await api().get(forgetRequestAnswerSchema, `/v1/forget-requests/${asked.id}`);
    }
    return request;
  } finally {
    out.live(null);
  }
}

function requestText({ id, endedAt, events, profiles }: ForgetRequestAnswer): string {
  if (endedAt === null)
    return `${pc.green("✓")} The user will be forgotten. See how far it is with: ./sluice lake forgotten\n  ${pc.dim(id)}`;
  const records = `${counted(events ?? 0, "event")} and ${counted(profiles ?? 0, "state")} of the user`;
  const files = pc.dim("  Files that a run is being delivered from go once it has ended, a day later at the latest.");
  return `${pc.green("✓")} ${records} are in the lake no more\n${files}`;
}

function requestsTable(all: readonly ForgetRequestAnswer[]): string {
  if (all.length === 0) return "Nobody was asked to be forgotten yet.";
  return table(
    [
      { title: "REQUESTED" },
      { title: "STATUS" },
      { title: "EVENTS", align: "right" },
      { title: "PROFILES", align: "right" },
      { title: "ENDED" },
      { title: "BY" },
    ],
    all.map(({ requestedAt, status, events, profiles, endedAt, requestedBy, error }) => [
      instant(requestedAt),
      error ? `${status} (${error.code})` : status,
      events === null ? "" : count(events),
      profiles === null ? "" : count(profiles),
      endedAt === null ? "" : instant(endedAt),
      printable(requestedBy),
    ]),
  );
}
