import { join } from "node:path";
import { moveEndpoint } from "@sluice/config-store";
import { toFailure } from "@sluice/types";
import pc from "picocolors";
import { signInLink } from "./sign-in-link.ts";
import { openLocalProject, readStackFile, stackFileName } from "./stack/local-project.ts";
import { lockDirectory } from "./stack/lock-directory.ts";
import { choosePorts, keepPorts, portTitles } from "./stack/stack-ports.ts";
import { startStack } from "./stack/start-stack.ts";
import { startOptions } from "./start-options.ts";
import { openTerminal } from "./terminal/terminal-progress.ts";
import { untilStopped } from "./terminal/until-stopped.ts";

// The script `start`: the whole stack for use on this machine. Its data is kept.

const { directory, ports: asked, environment } = startOptions();
const terminal = openTerminal(process.stdout);

try {
  await using _lock = await lockDirectory(directory);
  terminal.print(pc.bold("\n  Sluice\n"));
  const { ports, moved, lastS3Endpoint } = await choosePorts(directory, asked);
  for (const { name, from, to } of moved) {
    terminal.print(`  ${pc.yellow("!")} Port ${from} is taken, so ${portTitles[name]} is at ${to} from now on.`);
  }
  const known = await readStackFile(directory);
  await using stack = await startStack({
    directory,
    withDashboard: true,
    durable: true,
    ports,
    sharedEnvironment: environment,
    onProgress: terminal.onProgress,
    async beforeApps(servers, store) {
      await keepPorts(directory, ports.api, servers);
      // Connections to the stack's own buckets follow them.
      const before = new Set([known?.bucket.target.endpoint ?? null, lastS3Endpoint]);
      for (const from of before) if (from !== null) await moveEndpoint(store, from, servers.s3.endpoint);
    },
  });
  const { file, isNew } = await openLocalProject(stack);
  const { target, credentials } = file.bucket;
  const show = (name: string, value: string) => terminal.print(`  ${pc.dim(name.padEnd(14))} ${value}`);

  terminal.print();
  show("Dashboard", `${pc.bold(await signInLink(file.apiUrl, file.token))}  signs in once`);
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
    terminal.print(pc.dim(`  Kept in ${join(directory, stackFileName)}, where ./sluice finds them.`));
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
