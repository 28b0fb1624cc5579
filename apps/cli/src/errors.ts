import { type Problem, SluiceError } from "@sluice/types";

function failure(code: string, message: string, cause?: unknown, retryable = false): SluiceError {
  return new SluiceError({ code, message, retryable }, { cause });
}

/** The API's own answer, with every bad field. */
export class ProblemError extends SluiceError {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super({ code: problem.code, message: problem.detail, retryable: problem.status >= 500 });
    this.problem = problem;
  }
}

/** What was typed cannot be meant; the exit code is 2. */
export class UsageError extends SluiceError {
  constructor(message: string, code = "cli.usage") {
    super({ code, message, retryable: false });
  }
}

function mistake(code: string, message: string): UsageError {
  return new UsageError(message, code);
}

export const badApiUrl = (name: string, url: string) =>
  new UsageError(`${name} is ${JSON.stringify(url)}, which is no URL such as http://127.0.0.1:8080.`);
export const noToken = () =>
  failure(
    "cli.no_token",
    "There is no API token. Set SLUICE_API_TOKEN, or start a local stack with `npx -y pnpm@12.21.0 start`, which keeps one for the CLI.",
  );
export const apiUnreachable = (url: string, cause: unknown) =>
  failure(
    "cli.api_unreachable",
    `The API at ${url} does not answer. Start it with \`npx -y pnpm@12.21.0 start\`, or set SLUICE_API_URL to where it is.`,
    cause,
    true,
  );
export const unexpectedAnswer = (url: string, what: string, cause?: unknown) =>
  failure(
    "cli.unexpected_answer",
    `${url} gave ${what}, which no Sluice API does. Check SLUICE_API_URL, and that the API has the CLI's version.`,
    cause,
  );
export const noDatabase = () =>
  failure(
    "cli.no_database",
    "It is not known where Sluice's database is. Set DATABASE_URL as the services have it, or start a local stack first.",
  );
export const noLake = () =>
  failure(
    "cli.no_lake",
    "It is not known where to load to. Set SLUICE_LAKE to the lake's folder, or start a local stack with `npx -y pnpm@12.21.0 start` first.",
  );
export const noProject = () =>
  failure("cli.no_project", "It is not known which project to load into. Say so with --project.");
export const noStack = () =>
  failure(
    "cli.no_stack",
    "There is no local stack. Start one with `npx -y pnpm@12.21.0 start`, or give --bucket and --region.",
  );
export const badStackFile = (path: string, cause: unknown) =>
  failure(
    "cli.bad_stack_file",
    `${path} is not what \`npx -y pnpm@12.21.0 start\` writes. Delete it and start the stack again.`,
    cause,
  );
export const noCredentials = () =>
  failure(
    "cli.no_credentials",
    "There are no credentials. Set SLUICE_S3_ACCESS_KEY_ID and SLUICE_S3_SECRET_ACCESS_KEY, run the command on a terminal to be asked for them, or pipe the two in as two lines.",
  );
export const noSuchConnection = (name: string, known: readonly string[]) =>
  mistake(
    "cli.no_such_connection",
    known.length === 0
      ? "There is no connection yet. Make one with `./sluice connections create`."
      : `There is no connection ${JSON.stringify(name)}. There are: ${known.join(", ")}.`,
  );
export const noSuchWebhook = (name: string, known: readonly string[]) =>
  mistake(
    "cli.no_such_webhook",
    known.length === 0
      ? "There is no webhook yet. Make one with `./sluice webhooks create`."
      : `There is no webhook ${JSON.stringify(name)}. There are: ${known.join(", ")}.`,
  );
export const whichConnection = (known: readonly string[]) =>
  mistake("cli.which_connection", `There are several connections; choose one with --connection: ${known.join(", ")}.`);

export const notDone = (requestId: string) =>
  failure("cli.not_done", `That run of export ${requestId} is not done, so there is no delivery to download yet.`);
export const neverRan = (requestId: string) =>
  failure(
    "cli.never_ran",
    `Export ${requestId} was stopped before its first run. Let it go on with: ./sluice exports resume ${requestId} --from last-run`,
  );

/** The command did not succeed and has said why; the exit code is 1. */
export class AlreadySaid extends Error {}
