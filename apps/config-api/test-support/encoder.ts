import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { newMasterKey } from "@sluice/config-store";
import type { Format } from "@sluice/types";

/** A real encoder in a process of its own, once it is ready. It has no database, which previews do not need. */
export async function startEncoder(format: Format, { nats, lake }: { readonly nats: string; readonly lake: string }) {
  const main = fileURLToPath(new URL(`../../encoder-${format}/src/main.ts`, import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: "postgresql://127.0.0.1:1/none",
      NATS_URL: nats,
      SLUICE_LAKE: lake,
      SLUICE_MASTER_KEY: newMasterKey("test"),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const lines: string[] = [];
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  createInterface(child.stdout).on("line", (line) => {
    lines.push(line);
    if (line.includes('"msg":"ready"')) resolve();
  });
  await Promise.race([ready, exited.then(() => Promise.reject(new Error(lines.join("\n"))))]);
  return {
    process: child,
    logged: () => lines.join("\n"),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
