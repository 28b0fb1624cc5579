import { createHash } from "node:crypto";
import type { FormatOptions } from "@sluice/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Encoder } from "../encoder.ts";
import { type EncodedObject, encodeSampleProfiles, type SampleSegment, unwrapped } from "./encode-sample.ts";
import { type Dialect, expectedEntries, type ReadEntry, sorted } from "./expected-record.ts";
import { hardCharacters, hardNumbers, hostileNames, loneSurrogates, naughtyStrings } from "./hostile-values.ts";
import { type SampleRecord, sampleRecord, schemaOf } from "./sample-record.ts";

/** An encoder under test and a reader of its profiles that shares no code with it. */
export interface ProfileSubject<Footer> {
  readonly encoder: Encoder<Footer>;
  readonly options?: Partial<FormatOptions>;
  readonly dialect: Dialect;
  read(bytes: Uint8Array): Promise<readonly ReadProfile[]> | readonly ReadProfile[];
}

/** What a reader found of one user. */
export interface ReadProfile {
  readonly entries: readonly ReadEntry[];
  /** Null where the format does not say. */
  readonly updatedAtMs: number | null;
}

type Profiles = Omit<SampleSegment<unknown>, "encoder" | "options">;

/** The contract of every encoder for profiles, as tests. */
export function profileConformance<Footer>(name: string, subject: ProfileSubject<Footer>): void {
  const { encoder, options, dialect, read } = subject;
  const encode = (sample: Profiles) => encodeSampleProfiles({ ...sample, encoder, ...(options ? { options } : {}) });
  const expectRoundTrip = async (sample: Profiles): Promise<EncodedObject[]> => {
    const objects = await encode(sample);
    const found: ReadProfile[] = [];
    for (const object of objects) {
      const profiles = await read(unwrapped(encoder, object, options));
      expect(profiles).toHaveLength(object.records);
      found.push(...profiles);
    }
    const { profile: keys } = sample.schema ?? schemaOf(sample.records);
    expect(found.map(({ entries }) => sorted(entries))).toEqual(
      sample.records.map(({ profile }) => expectedEntries(profile, dialect, "profile", keys)),
    );
    for (const [index, { updatedAtMs }] of found.entries()) {
      if (updatedAtMs !== null) expect(updatedAtMs).toBe(sample.records[index]?.tsMs);
    }
    return objects;
  };

  describe(name, () => {
    test("no profiles make no object", async () => {
      expect(await encode({ records: [] })).toEqual([]);
    });

    test("hostile values and keys come out again", async () => {
      await expectRoundTrip({ records: [...naughtyStrings, ...loneSurrogates, ...hardCharacters].map(userWith) });
      await expectRoundTrip({ records: hardNumbers.map((number) => profile(`{"identity":"u","n":${number}}`)) });
      const keys = [...new Set([...hostileNames, ...naughtyStrings])].map((key) => `${JSON.stringify(key)}:"of a key"`);
      await expectRoundTrip({ records: [profile(`{${keys.join(",")}}`), profile('{"identity":"u"}')] });
      const nested = ["[]", "{}", '[1.0,"a",null,{"b":[12345678901234567890,"\\ud800"]}]', "null", '""', "true"];
      await expectRoundTrip({ records: nested.map((value) => profile(`{"identity":"u","custom":${value}}`)) });
      await expectRoundTrip({ records: [profile('{"identity":5}'), profile('{"objectId":"o","identity":null}')] });
      const known = ["platform", "phone", "name", "email", "push_token"].map((key) => `"${key}":"of a known key"`);
      await expectRoundTrip({ records: [profile(`{"objectId":"o",${known.join(",")},"identity":"","custom":1}`)] });
    });

    test("any profiles come back", { timeout: 60_000 }, async () => {
      const value = fc.oneof(fc.string({ unit: "grapheme" }), fc.double({ noNaN: true }), fc.boolean());
      const keys = fc.string({ unit: "grapheme", maxLength: 5 }).map((text) => `k${text}`);
      const record = fc
        .tuple(fc.dictionary(keys, value, { maxKeys: 6 }), fc.integer({ min: 0, max: Date.UTC(2100, 0) }))
        .map(([others, tsMs]) => profile(JSON.stringify({ identity: "u", ...others }), tsMs));
      await fc.assert(
        fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 8 }), async (records) => {
          await expectRoundTrip({ records });
        }),
        { numRuns: 40 },
      );
    });

    test("objects end before they would pass a limit, and know when their profiles were updated", async () => {
      const records = Array.from({ length: 400 }, (_, index) =>
        userWith(createHash("sha256").update(`${index}`).digest("hex"), index),
      );
      const byCount = await expectRoundTrip({ records, limits: { maxObjectRecords: 150 }, index: 1, count: 3 });
      expect(byCount.map(({ records, fileIndex }) => [records, fileIndex])).toEqual([
        [150, 1],
        [150, 4],
        [100, 7],
      ]);
      expect(byCount.map(({ minTsMs, maxTsMs }) => [minTsMs, maxTsMs])).toEqual([
        [0, 149],
        [150, 299],
        [300, 399],
      ]);
      const maxObjectBytes = 5_000;
      const bySize = await expectRoundTrip({ records, limits: { maxObjectBytes } });
      expect(bySize.length).toBeGreaterThan(1);
      for (const { bytes } of bySize) expect(bytes.byteLength).toBeLessThanOrEqual(maxObjectBytes);
    });

    test("the bytes do not depend on how profiles come in batches", async () => {
      const records = Array.from({ length: 300 }, (_, index) => userWith(`value ${index}`, index));
      const limits = { maxObjectRecords: 120 };
      const [all, ...others] = await Promise.all(
        [300, 1, 7, 299].map((batchLength) => encode({ records, limits, batchLength })),
      );
      expect(all).toHaveLength(3);
      for (const objects of others) expect(objects).toEqual(all);
    });
  });
}

function profile(json: string, tsMs = 0): SampleRecord {
  return sampleRecord({ profile: json, tsMs });
}

function userWith(value: string, index: number): SampleRecord {
  const identity = `user-${index}`;
  return profile(JSON.stringify({ identity, name: value, custom: value, [`of ${index % 3}`]: `x${value}` }), index);
}
