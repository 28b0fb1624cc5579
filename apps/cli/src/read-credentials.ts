import { createInterface } from "node:readline/promises";
import type { ReadStream } from "node:tty";
import type { AccessKey } from "@sluice/types";
import type { Environment } from "./environment.ts";
import { noCredentials } from "./errors.ts";

export interface CredentialInput {
  readonly environment: Environment;
  readonly stdin: ReadStream;
  readonly stderr: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** An access key: from the environment, else asked for, else two lines of a pipe. Never from the command line. */
export async function readCredentials({ environment, stdin, stderr, signal }: CredentialInput): Promise<AccessKey> {
  const { SLUICE_S3_ACCESS_KEY_ID: id, SLUICE_S3_SECRET_ACCESS_KEY: secret } = environment;
  if (id !== undefined && secret !== undefined) return { accessKeyId: id, secretAccessKey: secret };
  const lines = createInterface({ input: stdin, terminal: false });
  try {
    if (!stdin.isTTY) return credentialsOf(await firstLines(lines));
    stderr.write("Access key id: ");
    const accessKeyId = await nextLine(lines, signal);
    stderr.write("Secret access key (not shown): ");
    stdin.setRawMode(true);
    const secretAccessKey = await hiddenLine(stdin, signal);
    stderr.write("\n");
    return credentialsOf([accessKeyId, secretAccessKey]);
  } finally {
    if (stdin.isTTY) stdin.setRawMode(false);
    lines.close();
  }
}

type Lines = ReturnType<typeof createInterface>;

function credentialsOf([accessKeyId = "", secretAccessKey = ""]: readonly string[]): AccessKey {
  if (accessKeyId.trim() === "" || secretAccessKey.trim() === "") throw noCredentials();
  return { accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim() };
}

async function firstLines(lines: Lines): Promise<string[]> {
  const found: string[] = [];
  for await (const line of lines) if (found.push(line) === 2) break;
  return found;
}

function nextLine(lines: Lines, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    lines.once("line", resolve).once("close", () => reject(noCredentials()));
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** In raw mode nothing is echoed, and the control keys are ours to read. */
function hiddenLine(stdin: ReadStream, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed = "";
    const end = (result: string | Error): void => {
      stdin.off("data", take);
      if (typeof result === "string") resolve(result);
      else reject(result);
    };
    const take = (chunk: Buffer): void => {
      for (const character of chunk.toString("utf8")) {
        if (character === "\r" || character === "\n") end(typed);
        else if (character === "\u0003" || character === "\u0004") end(noCredentials());
        else typed = character === "\u007f" || character === "\b" ? typed.slice(0, -1) : typed + character;
      }
    };
    stdin.on("data", take);
    signal.addEventListener("abort", () => end(noCredentials()), { once: true });
  });
}
