import { compareCodePoints, type EventSchema, type KeyTypes } from "@sluice/types";

/** Every event has these, in this order; `controlGroupName` is empty, as no stored event has such a value. */
const fixedColumns = [
  "ts",
  "eventName",
  "profile.identity",
  "profile.objectId",
  "profile.all_identities",
  "profile.platform",
  "profile.phone",
  "profile.name",
  "profile.email",
  "profile.push_token",
  "deviceInfo.make",
  "deviceInfo.model",
  "deviceInfo.appVersion",
  "deviceInfo.sdkVersion",
  "deviceInfo.osVersion",
  "deviceInfo.browser",
  "deviceInfo.dpi",
  "deviceInfo.dimensions.width",
  "deviceInfo.dimensions.height",
  "deviceInfo.dimensions.unit",
  "controlGroupName",
] as const;

/** The columns of one event, the same in all its objects of a run, because the run's plan fixes the schema. */
export interface CsvColumns {
  readonly names: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
}

export function csvColumns(schema: EventSchema, withEventId: boolean): CsvColumns {
  const [ts, eventName, ...others] = fixedColumns;
  const fixed: string[] = [ts, eventName, ...(withEventId ? ["eventId"] : []), ...others];
  const known = new Set(fixed);
  const more = [
    ...columnsOf("profile", schema.profile),
    ...columnsOf("deviceInfo", schema.deviceInfo.filter(isOwnColumn)),
    ...columnsOf("eventProps", schema.eventProps),
    ...columnsOf("sessionProps", schema.sessionProps),
  ];
  const names = [...fixed, ...new Set(more.filter((name) => !known.has(name)))];
  return { names, indexOf: new Map(names.map((name, index) => [name, index])) };
}

function columnsOf(section: keyof EventSchema, keys: readonly KeyTypes[]): string[] {
  return keys
    .map(({ key }) => key)
    .sort(compareCodePoints)
    .map((key) => `${section}.${key}`);
}

/** `dimensions` is spread over columns of its own, unless it was ever something else than an object. */
function isOwnColumn({ key, types }: KeyTypes): boolean {
  return key !== "dimensions" || types.some((type) => type !== "object" && type !== "null");
}
