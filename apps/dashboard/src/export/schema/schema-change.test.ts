import { describe, expect, test } from "vitest";
import { compareSchemas } from "./schema-change.ts";

const charged = {
  name: "Charged",
  records: 1,
  schema: [
    { key: "eventProps.Amount", types: ["integer" as const] },
    { key: "eventProps.Items", types: ["array" as const] },
  ],
};
const viewed = { name: "Viewed", records: 1, schema: [{ key: "eventProps.Page", types: ["string" as const] }] };

describe("a run's schema", () => {
  test("has no changes without a run before it", () => {
    const { events, missing } = compareSchemas([charged], null);
    expect(events[0]).toMatchObject({ name: "Charged", isNew: false, changes: { added: 0, gone: 0, changed: 0 } });
    expect(missing).toEqual([]);
  });

  test("says what came, what went and what is of another type", () => {
    const now = {
      ...charged,
      schema: [
        { key: "eventProps.Amount", types: ["double" as const, "integer" as const] },
        { key: "eventProps.Currency", types: ["string" as const] },
      ],
    };
    const [event] = compareSchemas([now], [charged]).events;
    expect(event?.changes).toEqual({ added: 1, gone: 1, changed: 1 });
    expect(event?.fields.map(({ key, change }) => [key, change])).toEqual([
      ["eventProps.Amount", { kind: "changed", before: ["integer"] }],
      ["eventProps.Currency", { kind: "added" }],
      ["eventProps.Items", { kind: "gone" }],
    ]);
  });

  test("takes the order of types for no change", () => {
    const types = (...all: ("integer" | "double")[]) => ({
      ...charged,
      schema: [{ key: "eventProps.Amount", types: all }],
    });
    expect(compareSchemas([types("integer", "double")], [types("double", "integer")]).events[0]?.changes.changed).toBe(
      0,
    );
  });

  test("puts what changed first, and names events that are new or not there", () => {
    const { events, missing } = compareSchemas([charged, viewed], [charged, { ...viewed, name: "Searched" }]);
    expect(events.map(({ name, isNew }) => [name, isNew])).toEqual([
      ["Viewed", true],
      ["Charged", false],
    ]);
    expect(missing).toEqual(["Searched"]);
  });
});
