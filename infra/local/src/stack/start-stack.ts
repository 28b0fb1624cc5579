import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type ConfigDb, migrate, openConfigStore } from "@sluice/config-store";
import { buildDashboard } from "@sluice/dashboard";
import {
  cacheFolder,
  freePort,
  inStep,
  noProgress,
  type OnProgress,
  type Servers,
  type ServersOptions,
  startServers,
} from "@sluice/servers";
import { type Format, formats } from "@sluice/types";
import { type AppName, appEnvironments } from "./app-environments.ts";
import { stackSecrets } from "./stack-secrets.ts";
import { type AppProcess, startApp } from "./start-app.ts";

export interface StackOptions {
  /** Holds all data, secrets and logs of the stack. */
  readonly directory: string;
  /** Whether the data is for keeps. */
  readonly durable: boolean;
  /** Encoders of each format; one each unless told. */
  readonly encoders?: Partial<Record<Format, number>>;
  /** Environment variables on top of every app's own. */
  readonly sharedEnvironment?: Readonly<Record<string, string>>;
  /** The same for an app alone. */
  readonly environment?: Partial<Record<AppName, Readonly<Record<string, string>>>>;
  /** Taken where they are free. */
  readonly ports?: ServersOptions["ports"] & { readonly api?: number };
  /** How long an app may take to end before it is killed. */
  readonly graceMs?: number;
  /** Whether the dashboard is built, if it is not yet, and served; without it `/` leads to the reference. */
  readonly withDashboard?: boolean;
  /** What is to be done once the servers are up and before anything of Sluice runs. */
  readonly beforeApps?: (servers: Servers, store: ConfigDb) => Promise<void>;
  readonly onProgress?: OnProgress;
}

export interface Stack extends AsyncDisposable {
  readonly directory: string;
  readonly servers: Servers;
  readonly databaseUrl: string;
  /** The lake's folder. */
  readonly lake: string;
  readonly masterKey: string;
  readonly apiUrl: string;
  readonly configApi: AppProcess;
  readonly workflowService: AppProcess;
  readonly encoders: Readonly<Record<Format, readonly AppProcess[]>>;
  /** One more encoder of a format. */
  addEncoder(format: Format): Promise<AppProcess>;
}

const databaseName = "sluice";

/** Starts the servers and, on them, all of Sluice's apps. Stops in reverse order. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { directory, durable, ports = {}, graceMs, onProgress = noProgress } = options;
  await mkdir(directory, { recursive: true });
  const lake = join(directory, "lake");
  const logs = join(directory, "logs");
  const scratch = join(directory, "scratch");
  for (const folder of [lake, logs, scratch]) await mkdir(folder, { recursive: true });
  const { masterKey, ...serverSecrets } = await stackSecrets(directory);

  await using started = new AsyncDisposableStack();
  // Built while the servers start.
  const dashboard = options.withDashboard
    ? inStep(onProgress, "dashboard", () => buildDashboard(cacheFolder()))
    : Promise.resolve(null);
  dashboard.catch(() => undefined);
  const servers = started.use(await startServers({ directory, durable, ports, onProgress, ...serverSecrets }));
  const databaseUrl = servers.postgres.urlOf(databaseName);
  await inStep(onProgress, "database tables", async () => {
    await servers.postgres.createDatabase(databaseName);
    await using store = await openConfigStore({ databaseUrl, maxConnections: 2 });
    await migrate(store);
    await options.beforeApps?.(servers, store);
  });

  // A port of its own, so that the API is at the same address after a restart.
  const apiPort = await freePort(ports.api);
  const environments = appEnvironments({
    servers,
    databaseUrl,
    lake,
    scratch,
    masterKey,
    apiPort,
    dashboard: await dashboard,
  });
  const apps: AppProcess[] = [];
  started.defer(async () => void (await Promise.all(apps.map((app) => app.stop()))));
  const numbers = new Map<AppName, number>();
  const start = async (app: AppName): Promise<AppProcess> => {
    const number = (numbers.get(app) ?? 0) + 1;
    numbers.set(app, number);
    const name = number === 1 ? app : `${app}-${number}`;
    const process = await startApp({
      app,
      environment: { ...environments[app], ...options.sharedEnvironment, ...options.environment?.[app] },
      logFile: join(logs, `${name}.log`),
      ...(graceMs === undefined ? {} : { graceMs }),
    });
    apps.push(process);
    return process;
  };
  const step = (app: AppName) => inStep(onProgress, app, () => start(app));

  // It makes the streams that the encoders take their jobs from.
  const services = [step("workflow-service"), step("config-api")] as const;
  await Promise.allSettled(services);
  const [workflowService, configApi] = await Promise.all(services);
  const encoders: Record<Format, AppProcess[]> = { json: [], xml: [], csv: [], parquet: [] };
  const addEncoder = async (format: Format): Promise<AppProcess> => {
    const encoder = await step(`encoder-${format}`);
    encoders[format].push(encoder);
    return encoder;
  };
  const encoderStarts = formats.flatMap((format) =>
    Array.from({ length: options.encoders?.[format] ?? 1 }, () => addEncoder(format)),
  );
  // A failed start waits for the others, so that none comes up after everything was stopped.
  await Promise.allSettled(encoderStarts);
  await Promise.all(encoderStarts);
  const all = started.move();
  return {
    directory,
    servers,
    databaseUrl,
    lake,
    masterKey,
    apiUrl: `http://127.0.0.1:${apiPort}`,
    configApi,
    workflowService,
    encoders,
    addEncoder,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}
