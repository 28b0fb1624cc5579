import { constants } from "node:fs";
import { access } from "node:fs/promises";
import {
  type ConnectionAnswer,
  connectionAnswerSchema,
  connectionTestAnswerSchema,
  exportAnswerSchema,
  projectAnswerSchema,
  runAnswerSchema,
} from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import type { ApiClient } from "../api-client.ts";
import type { Cli } from "../cli.ts";
import { AlreadySaid } from "../errors.ts";
import type { OpenCommand } from "../open-command.ts";
import { inCliWords, toldError } from "../output/error-text.ts";
import { counted } from "../output/figures.ts";
import { printable } from "../output/table.ts";

/** One thing that was looked at. */
interface Finding {
  readonly check: string;
  readonly state: "ok" | "warning" | "failure";
  readonly message: string;
}

export function addDoctorCommand(program: Command, open: OpenCommand): void {
  program
    .command("doctor")
    .description("look what is wrong with this set-up; exits with 1 when something is")
    .action(async (_options: unknown, command: Command) => {
      const cli = await open(command);
      const findings: Finding[] = [];
      for await (const finding of examine(cli)) {
        findings.push(finding);
        cli.out.note(findingText(finding));
      }
      const ok = findings.every(({ state }) => state !== "failure");
      if (cli.out.isJson) cli.out.show({ ok, findings }, () => "");
      if (!ok) throw new AlreadySaid();
    });
}

const marks = { ok: pc.green("✓"), warning: pc.yellow("!"), failure: pc.red("✗") } as const;

function findingText({ state, message }: Finding): string {
  return `${marks[state]} ${printable(inCliWords(message))}`;
}

const oldestNode = 20;

/** From what everything needs to what only some need; what needs something that failed is not looked at. */
async function* examine(cli: Cli): AsyncGenerator<Finding> {
  const major = Number.parseInt(process.versions.node, 10);
  yield finding("node", major >= oldestNode, `Node.js ${process.versions.node}`, `; ${oldestNode} or newer is needed`);
  yield* examineLake(cli);
  let api: ApiClient;
  try {
    api = cli.api();
    yield* examineService(cli, api);
    const { id, name, timeZone } = await api.get(projectAnswerSchema, "/v1/project");
    yield { check: "token", state: "ok", message: `The token is for project ${id} (${name}), time zone ${timeZone}` };
  } catch (error) {
    yield failed("api", error);
    return;
  }
  yield* examineConnections(api);
  yield* examineExports(api);
}

async function* examineLake({ environment, stack, pathOf }: Cli): AsyncGenerator<Finding> {
  const lake = environment.SLUICE_LAKE ?? stack?.lake;
  if (lake === undefined) return;
  const isWritable = await access(pathOf(lake), constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  const cure = " can't be read and written, so nothing can be loaded from here; check SLUICE_LAKE";
  yield finding("lake", isWritable, `The lake ${lake}`, cure);
}

const readySchema = z.object({ parts: z.record(z.string(), z.boolean()) });
const mostSkewMs = 5_000;

async function* examineService({ now }: Cli, api: ApiClient): AsyncGenerator<Finding> {
  const { url, date, body } = await api.readiness();
  yield { check: "api", state: "ok", message: `The API at ${url} answers` };
  const { parts } = readySchema.parse(body);
  for (const [part, works] of Object.entries(parts)) {
    yield finding("api", works, `It reaches ${part}`, ": it does not; see its log");
  }
  const skewMs = Math.abs(now() - date.getTime());
  if (skewMs > mostSkewMs) {
    const message = `This machine's clock and the API's are ${Math.round(skewMs / 1_000)} s apart; windows that end "now" are off by that`;
    yield { check: "clock", state: "warning", message };
  }
}

async function* examineConnections(api: ApiClient): AsyncGenerator<Finding> {
  const connections = await api.list(connectionAnswerSchema, "/v1/connections");
  if (connections.length === 0) {
    const message = "There is no connection yet; make one with ./sluice connections create";
    yield { check: "connections", state: "warning", message };
  }
  for (const connection of connections) yield* examineConnection(api, connection);
}

async function* examineConnection(api: ApiClient, { id, name, bucket }: ConnectionAnswer): AsyncGenerator<Finding> {
  const check = `connection ${name}`;
  try {
    const { ok, checks } = await api.send(connectionTestAnswerSchema, "POST", `/v1/connections/${id}/test`);
    if (ok) yield { check, state: "ok", message: `Connection ${name}: the bucket ${bucket} takes objects` };
    for (const { action, error } of checks) {
      if (error)
        yield {
          check,
          state: "failure",
          message: `Connection ${name}, ${action}: ${inCliWords(error.message, "test it again")}`,
        };
    }
  } catch (error) {
    const { code, message } = toldError(error, null);
    const state = code === "auth.forbidden" ? "warning" : "failure";
    yield { check, state, message: `Connection ${name} can't be tested: ${message}` };
  }
}

async function* examineExports(api: ApiClient): AsyncGenerator<Finding> {
  const going = await api.list(runAnswerSchema, "/v1/runs", { status: ["Pending", "Running"] });
  for (const { requestId, waiting } of going) {
    if (waiting !== null) yield { check: "runs", state: "warning", message: `Export ${requestId} is ${waiting}` };
  }
  const broken = await api.list(exportAnswerSchema, "/v1/exports", {
    status: ["Failed", "Stopped"],
    frequency: "recurring",
  });
  for (const { requestId, status, stopped, lastRun } of broken) {
    const reason = stopped?.reason ?? (status === "Failed" ? lastRun?.error : null);
    if (reason)
      yield { check: "exports", state: "failure", message: `Export ${requestId} is ${status}: ${reason.message}` };
  }
  yield { check: "runs", state: "ok", message: `${counted(going.length, "run")} in progress` };
}

function finding(check: string, isOk: boolean, message: string, cure: string): Finding {
  return isOk ? { check, state: "ok", message } : { check, state: "failure", message: message + cure };
}

function failed(check: string, error: unknown): Finding {
  return { check, state: "failure", message: toldError(error, null).message };
}
