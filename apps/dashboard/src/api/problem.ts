import type { Problem } from "./schema.d.ts";

/** What the API refused, or why it could not be asked. */
export class ApiProblem extends Error {
  /** HTTP; 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  readonly fields: NonNullable<Problem["errors"]>;
  /** Finds the request in the service's log. */
  readonly httpRequestId: string | undefined;

  constructor({ status, code, detail, errors, httpRequestId }: Omit<Problem, "type" | "title">) {
    super(detail);
    this.name = "ApiProblem";
    this.status = status;
    this.code = code;
    this.fields = errors ?? [];
    this.httpRequestId = httpRequestId;
  }

  /** What is wrong with a field, by its JSON pointer such as `/name`. */
  of(pointer: string): string | undefined {
    return this.fields.find((field) => field.pointer === pointer)?.message;
  }
}

export const unreachable = () =>
  new ApiProblem({
    status: 0,
    code: "api.unreachable",
    detail: "Sluice does not answer. It may be restarting, or your connection may be down.",
  });

export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem({ status: 0, code: "internal", detail: "Something in this page went wrong. Load it again." });
}

/** Whether the same request may be answered another time: not when what it names is not there, or is no name. */
export function mayPass({ code }: ApiProblem): boolean {
  return code !== "request.invalid" && code !== "request.unknown_path" && !code.endsWith(".not_found");
}

/** What may be there the next time: an API that restarts, or a store that it waits for. */
export function isPassing(error: unknown): boolean {
  return [0, 429, 502, 503, 504].includes(problemOf(error).status);
}

/** Whether this browser has to sign in (again). */
export function isSignedOut(error: unknown): boolean {
  return (
    error instanceof ApiProblem && (error.code === "auth.not_signed_in" || error.code === "auth.project_not_signed_in")
  );
}
