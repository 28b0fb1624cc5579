import type { ValueType } from "@sluice/types";

/** What a property's column holds in the `columns` layout. */
export type ColumnType = "BOOLEAN" | "INT64" | "DOUBLE" | "STRING";

/** The narrowest type that holds every value of a key exactly, given every type its values were seen with. */
export function columnTypeOf(types: readonly ValueType[]): ColumnType {
  const seen = types.filter((type) => type !== "null");
  const all = (...allowed: readonly ValueType[]) => seen.every((type) => allowed.includes(type));
  if (seen.length === 0) return "STRING";
  if (all("boolean")) return "BOOLEAN";
  if (all("integer", "bigint")) return "INT64";
  return all("integer", "double") ? "DOUBLE" : "STRING";
}
