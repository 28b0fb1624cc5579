import { type ValueType, valueTypeSchema } from "@sluice/types";

const allTypes = valueTypeSchema.options;

/** Sets of types are numbers, with a bit for each type. */
export const bitOfType: Readonly<Record<ValueType, number>> = {
  null: bitOf("null"),
  boolean: bitOf("boolean"),
  integer: bitOf("integer"),
  bigint: bitOf("bigint"),
  double: bitOf("double"),
  decimal: bitOf("decimal"),
  string: bitOf("string"),
  object: bitOf("object"),
  array: bitOf("array"),
};

export function typesOf(bits: number): ValueType[] {
  return allTypes.filter((type) => (bits & bitOfType[type]) !== 0);
}

function bitOf(type: ValueType): number {
  return 1 << allTypes.indexOf(type);
}
