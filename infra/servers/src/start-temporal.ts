import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Connection } from "@temporalio/client";
import { onFreePorts } from "./processes/on-free-ports.ts";
import { type StartedProcess, startProcess, whenReady } from "./processes/start-process.ts";
import { temporalCli } from "./resolve/pinned-servers.ts";
import { resolveServer } from "./resolve/resolve-server.ts";

export interface TemporalOptions {
  readonly directory: string;
  readonly port?: number | undefined;
  readonly uiPort?: number | undefined;
  /** Whether workflows outlive the server. */
  readonly durable: boolean;
  readonly note?: (text: string) => void;
}

export interface TemporalServer extends AsyncDisposable {
  readonly process: StartedProcess;
  /** `host:port` */
  readonly address: string;
  readonly namespace: string;
  readonly uiUrl: string;
  kill(signal: NodeJS.Signals): void;
  /** Stops it if it runs and starts it again on the same ports; what is not durable is gone. */
  restart(): Promise<void>;
}

const namespace = "default";
const searchAttributes = ["SluiceProject", "SluiceRequestId", "SluiceFormat", "SluiceStatus"] as const;

/** Temporal's development server with its web page, on 127.0.0.1. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const { directory, durable, note } = options;
  const command = await resolveServer(temporalCli, note ? { note } : {});
  await mkdir(directory, { recursive: true });
  const start = async (port: number, uiPort: number): Promise<StartedProcess> => {
    const args = ["server", "start-dev", "--ip", "127.0.0.1", "--port", String(port), "--ui-port", String(uiPort)];
    args.push(...searchAttributes.flatMap((name) => ["--search-attribute", `${name}=Keyword`]));
    if (durable) args.push("--db-filename", join(directory, "temporal.db"));
    const started = await startProcess({ name: "Temporal", command, args, logFile: join(directory, "temporal.log") });
    await whenReady(started, () => isComplete(`127.0.0.1:${port}`));
    return started;
  };

  let { current, port, uiPort } = await onFreePorts(
    [options.port, options.uiPort],
    async (freePort = 0, freeUiPort = 0) => ({
      current: await start(freePort, freeUiPort),
      port: freePort,
      uiPort: freeUiPort,
    }),
  );
  return {
    get process() {
      return current;
    },
    address: `127.0.0.1:${port}`,
    namespace,
    uiUrl: `http://127.0.0.1:${uiPort}`,
    kill: (signal) => current.kill(signal),
    async restart() {
      await current.stop();
      current = await start(port, uiPort);
    },
    [Symbol.asyncDispose]: () => current.stop(),
  };
}

/** It takes calls before its search attributes are known, and workflows that use them would fail until then. */
async function isComplete(address: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 5_000 });
  try {
    const known = await connection.operatorService.listSearchAttributes({ namespace });
    return searchAttributes.every((name) => Object.hasOwn(known.customAttributes, name));
  } finally {
    await connection.close();
  }
}
