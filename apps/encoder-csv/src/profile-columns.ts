import { type ColumnNameStyle, foldedColumnNames } from "@sluice/encoding";
import { compareCodePoints, type KeyTypes } from "@sluice/types";
import { uniqueNames } from "./unique-names.ts";

/** Every object of profiles has these first, in this order. */
const fixedColumns = [
  "identity",
  "objectId",
  "all_identities",
  "platform",
  "phone",
  "name",
  "email",
  "push_token",
] as const;

export interface ProfileColumns {
  readonly names: readonly string[];
  readonly byKey: ReadonlyMap<string, number>;
}

/** The fixed columns, then one for each other key in code-point order, the same in all objects of a run. */
export function profileColumns(keys: readonly KeyTypes[], style: ColumnNameStyle): ProfileColumns {
  const names: string[] = [...fixedColumns];
  const byKey = new Map(names.map((name, index) => [name, index]));
  const others = keys
    .filter(({ key }) => !byKey.has(key))
    .toSorted((a, b) => compareCodePoints(a.key, b.key))
    .map(({ key }) => ({ key, name: key.toWellFormed() }));
  const unique = uniqueNames(names, others, new Set());
  for (const column of others) byKey.set(column.key, names.push(unique(column)) - 1);
  return { names: style === "dotted" ? names : foldedColumnNames(names, fixedColumns.length, style), byKey };
}
