import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventKeyText } from "./event-key-text.ts";
import { maxKeyBytes, maxKeyTextBytes } from "./key-limits.ts";
import { eventObjectKey, manifestKey, profileObjectKey } from "./object-key.ts";
import { parseObjectKey } from "./parse-object-key.ts";
import { runDate } from "./run-date.ts";

const name = {
  prefix: "exports/",
  requestId: 1764000000,
  runTimestamp: 1764003600,
  keyText: "Added-To-Cart",
  runDate: "20251124",
  fileIndex: 3,
  databaseId: 1,
  extension: "json.gz",
};

describe("object keys", () => {
  test("an event object's key has the parts of the contract in their order", () => {
    expect(eventObjectKey(name)).toBe("exports/1764000000-1764003600-Added-To-Cart-20251124-3-1.json.gz");
  });

  test("the manifest is named after the run", () => {
    expect(manifestKey(name)).toBe("exports/1764000000-1764003600.manifest.json");
    expect(parseObjectKey(manifestKey(name), "exports/")).toMatchObject({ kind: "manifest", runTimestamp: 1764003600 });
  });

  test("a key gives back its parts, whatever the event's name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.nat(), fc.nat(), (eventName, fileIndex, databaseId) => {
        const keyText = eventKeyText(eventName, 900);
        const key = eventObjectKey({ ...name, keyText, fileIndex, databaseId });
        expect(parseObjectKey(key, name.prefix)).toMatchObject({
          kind: "event",
          keyText,
          fileIndex,
          databaseId,
          format: "json",
        });
      }),
    );
  });

  test("a profile object's key begins with the account id, and gives back its parts", () => {
    const profiles = { ...name, accountId: "100000001", prefix: "exports/" };
    expect(profileObjectKey(profiles)).toBe("exports/100000001-1764000000-1764003600-3-1.json.gz");
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", minLength: 1 }),
        fc.nat(),
        fc.nat(),
        (accountId, fileIndex, databaseId) => {
          const key = profileObjectKey({ ...name, accountId, fileIndex, databaseId });
          expect(parseObjectKey(key, name.prefix)).toMatchObject({
            kind: "profiles",
            requestId: name.requestId,
            runTimestamp: name.runTimestamp,
            fileIndex,
            databaseId,
            format: "json",
            accountId: eventKeyText(accountId, 200),
          });
        },
      ),
    );
  });

  test("the longest text still makes a key that S3 takes", () => {
    const keyText = "x".repeat(maxKeyTextBytes(name.prefix));
    const key = eventObjectKey({
      ...name,
      keyText,
      fileIndex: 4_294_967_295,
      databaseId: 4_294_967_295,
      extension: "parquet.gz",
    });
    expect(Buffer.byteLength(key)).toBeLessThanOrEqual(maxKeyBytes);
  });

  test("what Sluice did not name is not read", () => {
    expect(parseObjectKey("exports/readme.txt", "exports/")).toBeNull();
    expect(parseObjectKey("1-2-a-20250101-0-0.txt.gz")).toBeNull();
  });
});

describe("the run's date", () => {
  test("is the day in the project's time zone", () => {
    expect(runDate(Date.UTC(2026, 0, 1, 2) / 1000, "UTC")).toBe("20260101");
    expect(runDate(Date.UTC(2026, 0, 1, 2) / 1000, "America/New_York")).toBe("20251231");
    expect(runDate(Date.UTC(2025, 11, 31, 20) / 1000, "Asia/Kolkata")).toBe("20260101");
  });
});
