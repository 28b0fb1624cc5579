import { openTerminal, scriptOptions, signInLink, startStack, untilStopped } from "@sluice/local";
import { temporaryDirectory } from "@sluice/servers";
import { toFailure } from "@sluice/types";
import pc from "picocolors";
import { demoCustomer } from "./demo-customer.ts";
import { isProven, problemLines, resultsTable } from "./demo-results.ts";
import { exportAll } from "./export-all.ts";
import { exportOnSchedule, fastSchedule } from "./export-on-schedule.ts";

// The script `demo`: real servers, sample data, an export in each format, recurring exports, every object verified.

const { once } = scriptOptions(
  `
Starts the real servers and Sluice on them in a folder of their own, exports sample data in each format and on a schedule,
and checks every object that arrived. Nothing is kept.

  --once   ends by itself afterwards
  --help   this text
`,
  { once: { type: "boolean", default: false } },
);
const terminal = openTerminal(process.stdout);
const { print, onProgress } = terminal;
const startedMs = performance.now();

try {
  await using directory = await temporaryDirectory();
  print(`\n  ${pc.bold("Sluice")}  events out of your product, into your customer's bucket\n`);
  print(`  ${pc.bold("Start")} ${pc.dim("the real servers, and Sluice on them")}`);
  await using stack = await startStack({
    directory: directory.path,
    durable: false,
    withDashboard: true,
    onProgress,
    graceMs: 1_000,
    environment: { "config-api": fastSchedule, "workflow-service": fastSchedule },
  });

  const customer = await demoCustomer(stack, terminal);
  const results = [...(await exportAll(customer)), ...(await exportOnSchedule(customer))];

  print(`\n${resultsTable(results)}`);
  for (const line of problemLines(results)) print(`  ${line}`);
  const proven = results.every(isProven);
  const elapsed = `${((performance.now() - startedMs) / 1000).toFixed(0)} s`;
  print(
    proven
      ? `\n  ${pc.green("✓ All delivered, all proven")} ${pc.dim(`in ${elapsed}`)}`
      : `\n  ${pc.red("✗ Not all is well")}`,
  );
  if (!proven) process.exitCode = 1;

  if (!once) {
    const show = (name: string, value: string) => print(`  ${pc.dim(name.padEnd(14))} ${pc.cyan(value)}`);
    print();
    show("Dashboard", await signInLink(stack.apiUrl, customer.token));
    show("API reference", `${stack.apiUrl}/docs`);
    show("API token", customer.token);
    show("Temporal", stack.servers.temporal.uiUrl);
    show("Bucket", customer.bucketFolder);
    show("Logs", `${stack.directory}/logs`);
    print(`\n  ${pc.dim("Try the API: give the token to the reference's page, or in another terminal")}`);
    print(`  curl -H "Authorization: Bearer ${customer.token}" "${stack.apiUrl}/v1/exports?limit=1"`);
    print(`\n  ${pc.dim("Up until Ctrl-C, which removes everything. `npx -y pnpm@12.21.0 start` keeps its data.")}\n`);
    const reason = await untilStopped(stack);
    print(reason.kind === "ended" ? `  ${pc.red("✗")} ${reason.what} ended by itself.` : pc.dim("  Stopping…"));
    if (reason.kind === "ended") process.exitCode = 1;
  }
} catch (error) {
  const { code, message } = toFailure(error);
  print(`\n  ${pc.red("✗")} ${code === "internal" ? reasonOf(error) : message}\n`);
  process.exitCode = 1;
} finally {
  terminal.close();
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
