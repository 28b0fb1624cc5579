import { problemSchema } from "@sluice/types";
import type { z } from "zod";

export interface ApiClient {
  get<S extends z.ZodType>(path: string, answer: S): Promise<z.output<S>>;
  post<S extends z.ZodType>(path: string, body: unknown, answer: S): Promise<z.output<S>>;
}

/** An answer that is none of success. */
export class RefusedError extends Error {
  readonly status: number;
  readonly detail: string;

  constructor(message: string, { status, detail }: z.infer<typeof problemSchema>) {
    super(message);
    this.status = status;
    this.detail = detail;
  }
}

/** Calls Sluice's HTTP API as any script would. */
export function apiClient(url: string, token: string): ApiClient {
  const call = async <S extends z.ZodType>(answer: S, path: string, init: RequestInit): Promise<z.output<S>> => {
    const response = await fetch(new URL(path, url), {
      ...init,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      signal: AbortSignal.timeout(60_000),
    });
    const body: unknown = await response.json();
    if (response.ok) return answer.parse(body);
    const problem = problemSchema.parse(body);
    const { detail, errors = [] } = problem;
    const fields = errors.map(({ pointer, message }) => `${pointer} ${message}`).join("; ");
    const message = `${init.method} ${path} answered ${response.status}: ${detail} ${fields}`.trim();
    throw new RefusedError(message, problem);
  };
  return {
    get: (path, answer) => call(answer, path, { method: "GET" }),
    post: (path, body, answer) => call(answer, path, { method: "POST", body: JSON.stringify(body) }),
  };
}
