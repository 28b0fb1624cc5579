/** The error's own code first, then those of what caused it (a network error's, for instance). */
export function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = [textIn(error, "Code"), textIn(error, "code"), error.name];
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : codesOf(error.cause);
  return [...own.filter((code) => code !== null), ...inner];
}

export function statusOf(error: unknown): number {
  return Number(fieldOf(fieldOf(error, "$metadata"), "httpStatusCode")) || 0;
}

export function textIn(value: unknown, name: string): string | null {
  const field = fieldOf(value, name);
  return typeof field === "string" ? field : null;
}

export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
