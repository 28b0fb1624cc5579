import { z } from "zod";

/**
 * What a JSON value is, as far as a column's type needs to know:
 * `integer` up to 2^53 in size, `bigint` fits 64 bits but not 2^53, `double` is written with a fraction or an
 * exponent and a double holds it exactly as text, `decimal` is any other number.
 */
export const valueTypeSchema = z
  .enum(["null", "boolean", "integer", "bigint", "double", "decimal", "string", "object", "array"])
  .meta({ id: "ValueType" });
export type ValueType = z.infer<typeof valueTypeSchema>;

/** A key and every type its values were seen with, sorted in the order of `valueTypeSchema`. */
export const keyTypesSchema = z.object({ key: z.string(), types: z.array(valueTypeSchema) }).meta({ id: "KeyTypes" });
export type KeyTypes = z.infer<typeof keyTypesSchema>;

/**
 * The top-level keys of one event's four objects, each list in code-point order of its keys. Profiles have the first one
 * alone; the others are empty.
 */
export const eventSchemaSchema = z.object({
  profile: z.array(keyTypesSchema),
  deviceInfo: z.array(keyTypesSchema),
  eventProps: z.array(keyTypesSchema),
  sessionProps: z.array(keyTypesSchema),
});
export type EventSchema = z.infer<typeof eventSchemaSchema>;

/** Compares by Unicode code point, as "code-point order" says (UTF-16 order differs above U+FFFF). */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Moves surrogates above the rest of the basic plane, where their code points are. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
