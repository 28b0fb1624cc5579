import type { KeyTypes, Manifest, ValueType } from "../../api/schema.d.ts";

type Described = Pick<Manifest["events"][number], "name" | "records" | "schema">;

export type FieldChange =
  | { readonly kind: "same" }
  | { readonly kind: "added" }
  | { readonly kind: "gone" }
  | { readonly kind: "changed"; readonly before: readonly ValueType[] };

export interface Field {
  readonly key: string;
  readonly types: readonly ValueType[];
  readonly change: FieldChange;
}

/** The fields of an event, or of profiles, in a run. */
export interface EventSchema {
  /** Null for profiles. */
  readonly name: string | null;
  /** Whether the run before it had none of this event; false where there is no run before it. */
  readonly isNew: boolean;
  readonly fields: readonly Field[];
  readonly changes: Readonly<Record<"added" | "gone" | "changed", number>>;
}

export interface SchemaComparison {
  /** Those with changes first, each in the manifest's order otherwise. */
  readonly events: readonly EventSchema[];
  /** Events of the run before it that this run has no records of. */
  readonly missing: readonly string[];
}

/** What each event of a run looks like, and what is different from the run before it, if there was one. */
export function compareSchemas(events: readonly Described[], before: readonly Described[] | null): SchemaComparison {
  const known = new Map((before ?? []).map((event) => [event.name, event]));
  const present = new Set(events.map(({ name }) => name));
  const compared = events.map((event) =>
    compareEvent(event, before === null ? null : (known.get(event.name) ?? undefined)),
  );
  return {
    events: [...compared.filter(hasChanges), ...compared.filter((event) => !hasChanges(event))],
    missing: (before ?? []).flatMap(({ name }) => (name === null || present.has(name) ? [] : name)),
  };
}

export function hasChanges({ isNew, changes }: EventSchema): boolean {
  return isNew || changes.added + changes.gone + changes.changed > 0;
}

/** `before` is null where there is no run to compare with, and undefined where that run had none of the event. */
function compareEvent({ name, schema }: Described, before: Described | null | undefined): EventSchema {
  const fields = before ? compareFields(schema, before.schema) : schema.map(unchanged);
  const counted = (kind: FieldChange["kind"]) => fields.filter(({ change }) => change.kind === kind).length;
  return {
    name,
    isNew: before === undefined,
    fields,
    changes: { added: counted("added"), gone: counted("gone"), changed: counted("changed") },
  };
}

const unchanged = ({ key, types }: KeyTypes): Field => ({ key, types, change: { kind: "same" } });

function compareFields(schema: readonly KeyTypes[], before: readonly KeyTypes[]): readonly Field[] {
  const known = new Map(before.map(({ key, types }) => [key, types]));
  const present = new Set(schema.map(({ key }) => key));
  const gone = before.filter(({ key }) => !present.has(key));
  return [
    ...schema.map(({ key, types }): Field => ({ key, types, change: changeOf(types, known.get(key)) })),
    ...gone.map(({ key, types }): Field => ({ key, types, change: { kind: "gone" } })),
  ];
}

function changeOf(types: readonly ValueType[], before: readonly ValueType[] | undefined): FieldChange {
  if (before === undefined) return { kind: "added" };
  const isSame = types.length === before.length && types.every((type) => before.includes(type));
  return isSame ? { kind: "same" } : { kind: "changed", before };
}
