import type { EventSchema, FormatOptions } from "@sluice/types";
import { expect, test } from "vitest";
import { csvColumns } from "./csv-columns.ts";

const fixed =
  "ts,eventName,profile.identity,profile.objectId,profile.all_identities,profile.platform,profile.phone,profile.name,profile.email,profile.push_token,deviceInfo.make,deviceInfo.model,deviceInfo.appVersion,deviceInfo.sdkVersion,deviceInfo.osVersion,deviceInfo.browser,deviceInfo.dpi,deviceInfo.dimensions.width,deviceInfo.dimensions.height,deviceInfo.dimensions.unit,controlGroupName";

test("an event without keys has the fixed columns", () => {
  expect(columns({})).toBe(fixed);
  expect(columns({}, true)).toBe(fixed.replace("eventName,", "eventName,eventId,"));
});

test("other keys follow by part, each part in code-point order", () => {
  const names = columns({
    sessionProps: ["s"],
    eventProps: ["\uffee", "😀", "b", "B", "a"],
    deviceInfo: ["zoom", "make", "angle"],
    profile: ["zip", "email", "city"],
  });
  expect(names).toBe(
    `${fixed},profile.city,profile.zip,deviceInfo.angle,deviceInfo.zoom,eventProps.B,eventProps.a,eventProps.b,eventProps.\uffee,eventProps.😀,sessionProps.s`,
  );
});

test("a key spelt dimensions.width has that column", () => {
  expect(columns({ deviceInfo: ["dimensions.width"] })).toBe(fixed);
});

test("it has one of its own where the object dimensions needs that column", () => {
  expect(columns({ deviceInfo: ["dimensions", "dimensions.width"] })).toMatch(
    /,controlGroupName,deviceInfo\.dimensions\.width~[0-9a-f]{8}$/,
  );
});

test("keys that only lone surrogates tell apart have columns that differ", () => {
  const names = columns({ eventProps: ["\ud800", "\udfff", "x"] })
    .split(",")
    .slice(-3);
  expect(names[0]).toBe("eventProps.x");
  expect(names[1]).toMatch(/^eventProps\.\ufffd~[0-9a-f]{8}$/);
  expect(names[2]).toMatch(/^eventProps\.\ufffd~[0-9a-f]{8}$/);
  expect(new Set(names).size).toBe(3);
});

test("keys named like what Object brings along are keys", () => {
  expect(columns({ eventProps: ["__proto__", "constructor"] })).toBe(
    `${fixed},eventProps.__proto__,eventProps.constructor`,
  );
});

test("underscored names have no dots, and those that readers take for the same are marked", () => {
  const names = columns(
    { profile: ["city"], eventProps: ["a b", "a.b", "Amount", "amount", "größe"] },
    false,
    "underscored",
  ).split(",");
  expect(names.slice(0, 5)).toEqual([
    "ts",
    "eventName",
    "profile_identity",
    "profile_objectId",
    "profile_all_identities",
  ]);
  expect(names).toContain("deviceInfo_dimensions_width");
  expect(names).toContain("profile_city");
  expect(names).toContain("eventProps_größe");
  expect(names.filter((name) => /^eventProps_(a_b|[Aa]mount)_[0-9a-f]{8}$/.test(name))).toHaveLength(4);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[\p{L}\p{N}_]+$/u);
});

function columns(
  keys: Partial<Record<keyof EventSchema, string[]>>,
  withEventId = false,
  style: FormatOptions["columnNames"] = "dotted",
): string {
  const list = (names: string[] = []) => names.map((key) => ({ key, types: ["object" as const] }));
  return csvColumns(
    {
      profile: list(keys.profile),
      deviceInfo: list(keys.deviceInfo),
      eventProps: list(keys.eventProps),
      sessionProps: list(keys.sessionProps),
    },
    { eventId: withEventId, columnNames: style },
  ).names.join(",");
}
