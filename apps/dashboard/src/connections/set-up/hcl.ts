/** A value as an expression of HCL, indented as `terraform fmt` does. */
export function hcl(value: unknown, depth = 0): string {
  const inner = "  ".repeat(depth + 1);
  const outer = "  ".repeat(depth);
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => `${inner}${hcl(item, depth + 1)}`).join(",\n")}\n${outer}]`;
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [attribute(key), item] as const);
    const rows = entries.map(([key, item], index) => {
      const width = typeof item === "object" ? 0 : widthAround(entries, index);
      return `${inner}${key.padEnd(width)} = ${hcl(item, depth + 1)}`;
    });
    return `{\n${rows.join("\n")}\n${outer}}`;
  }
  return typeof value === "string" ? quoted(value) : JSON.stringify(value);
}

/** What fits on its line is aligned with its neighbours of the kind. */
function widthAround(entries: readonly (readonly [string, unknown])[], index: number): number {
  const isLong = ([, item]: readonly [string, unknown]) => typeof item === "object";
  const start = entries.slice(0, index).findLastIndex(isLong) + 1;
  const end = entries.findIndex((entry, at) => at > index && isLong(entry));
  const group = entries.slice(start, end === -1 ? undefined : end);
  return Math.max(...group.map(([key]) => key.length));
}

function attribute(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : quoted(key);
}

/**
 * As HCL reads a quoted template: escapes as in JSON, but for `${` and `%{`, which begin an expression unless the sign is
 * doubled (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-expressions).
 */
function quoted(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    .replace(/[$%](?=\{)/g, "$&$&");
  return `"${escaped}"`;
}
