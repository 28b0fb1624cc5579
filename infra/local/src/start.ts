import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { toFailure } from "@sluice/types";
import pc from "picocolors";
import { z } from "zod";
import { openLocalProject } from "./stack/local-project.ts";
import { lockDirectory } from "./stack/lock-directory.ts";
import { startStack } from "./stack/start-stack.ts";
import { openTerminal } from "./terminal/terminal-progress.ts";
import { untilStopped } from "./terminal/until-stopped.ts";

// `pnpm start`: the whole stack for use on this machine. Its data is kept in .sluice/.

const directory = fileURLToPath(new URL("../../../.sluice", import.meta.url));
const ports = { api: 8080, postgres: 5432, nats: 4222, temporal: 7233, temporalUi: 8233, s3: 9000 };
// To try webhooks with a receiver on this machine.
const webhooks = { SLUICE_WEBHOOK_ALLOW_PRIVATE: process.env.SLUICE_WEBHOOK_ALLOW_PRIVATE ?? "false" };
const environment = { "config-api": webhooks, "workflow-service": webhooks };
/** Whom Sluice is on AWS, for connections with a role. */
const sharedEnvironment = z
  .record(z.string(), z.string())
  .parse(Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("SLUICE_AWS_"))));
const terminal = openTerminal(process.stdout);

try {
  await mkdir(directory, { recursive: true });
  await using _lock = await lockDirectory(directory);
  terminal.print(pc.bold("\n  Sluice\n"));
  await using stack = await startStack({
    directory,
    durable: true,
    ports,
    environment,
    sharedEnvironment,
    onProgress: terminal.onProgress,
  });
  const { file, isNew } = await openLocalProject(stack);
  const { target, credentials } = file.bucket;
  const show = (name: string, value: string) => terminal.print(`  ${pc.dim(name.padEnd(14))} ${value}`);

  terminal.print();
  show("API", file.apiUrl);
  show("API reference", `${file.apiUrl}/docs`);
  show("Temporal", file.temporalUiUrl);
  show("S3", `${target.endpoint}  region ${target.region}, path style`);
  show("Project", file.project);
  show("Data, logs", directory);
  if (isNew) {
    terminal.print(`\n  ${pc.bold("Made for you")}`);
    show("API token", pc.yellow(file.token));
    show("Connection", `${target.bucket}, a bucket to export to`);
    show("  access key", `${credentials.accessKeyId}  ${credentials.secretAccessKey}`);
    show("  files", join(stack.servers.s3.folder, target.bucket));
    terminal.print(pc.dim(`  Kept in ${join(".sluice", "stack.json")}, where \`pnpm sluice\` finds them.`));
  }
  terminal.print(`\n  ${pc.dim("Ctrl-C stops everything; the data stays.")}\n`);

  const reason = await untilStopped(stack);
  if (reason.kind === "ended") {
    terminal.print(`  ${pc.red("✗")} ${reason.what} ended by itself; its log is in ${directory}. Stopping the rest.`);
    process.exitCode = 1;
  } else terminal.print(pc.dim("  Stopping…"));
} catch (error) {
  const { code, message } = toFailure(error);
  terminal.print(`\n  ${pc.red("✗")} ${code === "internal" ? String(error) : message}\n`);
  process.exitCode = 1;
} finally {
  terminal.close();
}
