import type { SourceModule } from "./read-module.ts";

export interface Fault {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export interface Repository {
  /** Names of the apps' packages, so that an import by name is seen too. */
  readonly appPackages: ReadonlySet<string>;
  /** Paths of everything that Temporal replays. */
  readonly workflowCode: ReadonlySet<string>;
}

type Rule = (module: SourceModule, repository: Repository) => readonly Fault[];

/** Everything in `module` that breaks a rule of the architecture. */
export function faultsOf(module: SourceModule, repository: Repository): readonly Fault[] {
  return rules.flatMap((rule) => rule(module, repository));
}

const testSupport = /\/test-support\//;
const isTest = ({ path }: SourceModule) =>
  /\.test\.tsx?$|\/fixtures\//.test(path) || testSupport.test(path) || /^(test|bench|packages\/test-kit)\//.test(path);
const isMain = ({ path }: SourceModule) => path.endsWith("/src/main.ts");
const isEncoderThread = ({ path }: SourceModule) => /^apps\/encoder-[^/]+\/src\/thread\.ts$/.test(path);

const packagesStayBelowApps: Rule = (module, { appPackages }) =>
  module.path.startsWith("packages/")
    ? faultyImports(
        module,
        (from) => from.startsWith("apps/") || appPackages.has(packageOf(from)),
        (from) => `a package can't import an app (${from}); move what both need into a package`,
      )
    : [];

const encoderPackages = new Set([
  ...["@sluice/types", "@sluice/json-text", "@sluice/encoding"],
  ...["@sluice/bytes", "@sluice/record-batch", "@sluice/parquet-file"],
]);
const inputOutput =
  /^(@nats-io|@aws-sdk|@smithy|@duckdb|@temporalio)\/|^(node:)?(fs|net|http|https|http2|tls|dgram|child_process)(\/|$)|^(pg|undici)(\/|$)/;

const encodersDoNoIo: Rule = (module) =>
  /^apps\/encoder-[^/]+\/src\//.test(module.path) && !isMain(module) && !isEncoderThread(module) && !isTest(module)
    ? faultyImports(
        module,
        (from) =>
          inputOutput.test(from) ||
          (from.startsWith("@sluice/") && !encoderPackages.has(packageOf(from))) ||
          from.startsWith("packages/"),
        (from) =>
          `an encoder module can't import ${from}: it turns records into bytes, and only main.ts and thread.ts wire it`,
      )
    : [];

const workflowPackages = new Set([
  "@sluice/types",
  "@sluice/naming",
  "@sluice/chunking",
  "@temporalio/workflow",
  "@temporalio/common",
]);
const workflowFolder = "apps/workflow-service/src/workflows/";

/** The workflows and what they import beside them: what else lies there, such as tests, is not replayed. */
export function workflowCodeOf(modules: readonly SourceModule[]): ReadonlySet<string> {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const reached = new Set<string>();
  const reach = (path: string): void => {
    const module = byPath.get(path);
    if (!module || !path.startsWith(workflowFolder) || reached.has(path)) return;
    reached.add(path);
    for (const { from } of module.imports) reach(from);
  };
  for (const path of byPath.keys()) if (path.endsWith(".workflow.ts")) reach(path);
  return reached;
}

const workflowsArePure: Rule = (module, { workflowCode }) =>
  workflowCode.has(module.path)
    ? faultyImports(
        module,
        (from) => !from.startsWith(workflowFolder) && !workflowPackages.has(packageOf(from)),
        (from) =>
          `workflow code can't import ${from}: it is replayed, so it takes only ${[...workflowPackages].join(", ")}`,
      )
    : [];

/** The page runs in browsers: it asks the API, and shares only code that has nothing to do with servers. */
const pageIsForBrowsers: Rule = (module) =>
  module.path.startsWith("apps/dashboard/src/") && !isTest(module)
    ? faultyImports(
        module,
        (from) => from.startsWith("node:") || serverOnly.has(packageOf(from)) || inputOutput.test(from),
        (from) => `the page can't import ${from}: it runs in a browser`,
      )
    : [];

const serverOnly = new Set(["@sluice/config-store", "@sluice/job-queue", "@sluice/object-store", "@sluice/service"]);

const readsEnvironment = /^infra\//;

const onlyMainReadsEnvironment: Rule = (module) =>
  isMain(module) || isTest(module) || readsEnvironment.test(module.path)
    ? []
    : module.environmentReads.map((line) => ({
        path: module.path,
        line,
        message: "only an app's main.ts reads the environment; take the value as an argument",
      }));

const sharedCodeKnowsNoFormat: Rule = (module) =>
  module.path.startsWith("apps/encoder-") || isTest(module)
    ? []
    : module.formatBranches.map((line) => ({
        path: module.path,
        line,
        message: "shared code can't branch on a format; use a Record<Format, …>, or move it into that format's encoder",
      }));

/** Test support may do what tests may, so it must stay with them. */
const onlyTestsUseTestSupport: Rule = (module) =>
  isTest(module)
    ? []
    : faultyImports(
        module,
        (from) => testSupport.test(from),
        (from) => `only tests can import ${from}`,
      );

const literalsAreListed: Rule = (module) =>
  module.literalSpreads.map((line) => ({
    path: module.path,
    line,
    message: "an object literal lists its properties; a spread of another literal reads like a merge",
  }));

const rules: readonly Rule[] = [
  literalsAreListed,
  onlyTestsUseTestSupport,
  packagesStayBelowApps,
  encodersDoNoIo,
  workflowsArePure,
  pageIsForBrowsers,
  onlyMainReadsEnvironment,
  sharedCodeKnowsNoFormat,
];

function faultyImports(
  module: SourceModule,
  isFault: (from: string) => boolean,
  message: (from: string) => string,
): readonly Fault[] {
  return module.imports
    .filter(({ from }) => isFault(from))
    .map(({ from, line }) => ({ path: module.path, line, message: message(from) }));
}

/** `@scope/name` or `name`, without what is inside the package. */
function packageOf(from: string): string {
  return from.split("/", from.startsWith("@") ? 2 : 1).join("/");
}
