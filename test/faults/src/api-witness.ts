import { z } from "zod";
import type { Found } from "./places/find-secrets.ts";

/** Asks the API, and keeps every answer as it came, with its headers. */
export interface ApiWitness {
  readonly answers: readonly Found[];
  /** Gives the answer's JSON, or null where it is something else. */
  ask(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Asks everything that there is to read in the API, with each of these put in for its parameters. */
  readAll(parameters: readonly Readonly<Record<string, string | number>>[]): Promise<void>;
}

const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

export function apiWitness(apiUrl: string, token: string): ApiWitness {
  const answers: Found[] = [];
  const ask: ApiWitness["ask"] = async (method, path, body) => {
    const answer = await fetch(new URL(path, apiUrl), {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    const text = await textOf(answer);
    answers.push({ place: `answer ${answer.status} to ${method} ${path}`, bytes: Buffer.from(`${headers}\n${text}`) });
    return /json/.test(answer.headers.get("content-type") ?? "") ? JSON.parse(text) : null;
  };
  return {
    answers,
    ask,
    async readAll(parameters) {
      const { paths } = documentSchema.parse(await ask("GET", "/openapi.json"));
      const readable = Object.entries(paths).filter(([, methods]) => Object.hasOwn(methods, "get"));
      const asked = readable.flatMap(([path]) => parameters.map((values) => filled(path, values)));
      for (const path of new Set(asked)) await ask("GET", path);
    },
  };
}

/** All of an answer; of a stream that has no end, up to where it has told everything that there is. */
async function textOf(answer: Response): Promise<string> {
  const isStream = /event-stream/.test(answer.headers.get("content-type") ?? "");
  if (!isStream || !answer.body) return answer.text();
  let text = "";
  for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (text.includes("event: attention")) break;
  }
  return text;
}

function filled(path: string, values: Readonly<Record<string, string | number>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}
