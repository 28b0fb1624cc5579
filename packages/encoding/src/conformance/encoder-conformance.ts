import type { FormatOptions } from "@sluice/types";
import { describe, expect } from "vitest";
import type { Encoder } from "../encoder.ts";
import type { Bench, SampleInput } from "./bench.ts";
import { type EncodedObject, encodeSample, plainOptions, unwrapped } from "./encode-sample.ts";
import { comparable, type Dialect, expectedRecord, type ReadRecord } from "./expected-record.ts";
import { schemaOf } from "./sample-record.ts";
import { testObjects } from "./test-objects.ts";
import { testValues } from "./test-values.ts";

/** An encoder under test and a reader of its format that shares no code with it. */
export interface ConformanceSubject<Footer> {
  readonly encoder: Encoder<Footer>;
  readonly options?: Partial<FormatOptions>;
  readonly dialect: Dialect;
  /** The records of one object, in order, from its bytes as the encoder made them (any gzip around them is off). */
  read(bytes: Uint8Array): Promise<readonly ReadRecord[]> | readonly ReadRecord[];
}

/** The contract of every encoder, as tests: hostile values, keys and names, rolling, and the same bytes every time. */
export function encoderConformance<Footer>(name: string, subject: ConformanceSubject<Footer>): void {
  const bench = benchOf(subject);
  describe(name, () => {
    testValues(bench);
    testObjects(bench);
  });
}

function benchOf<Footer>({ encoder, options, dialect, read }: ConformanceSubject<Footer>): Bench {
  const set = options ? { options } : {};
  const encode = (sample: SampleInput) => encodeSample({ ...sample, encoder, ...set });
  const unwrap = (object: EncodedObject) => unwrapped(encoder, object, options);
  return {
    encode,
    unwrap,
    isGzip: encoder.container({ ...plainOptions, ...options }) === "gzip",
    async expectRoundTrip(sample) {
      const objects = await encode(sample);
      const found: ReadRecord[] = [];
      for (const object of objects) {
        const records = await read(unwrap(object));
        expect(records).toHaveLength(object.records);
        found.push(...records.map((record) => comparable(record, dialect)));
      }
      const context = {
        eventName: sample.eventName ?? "Charged",
        timeZone: sample.timeZone ?? "UTC",
        withEventId: options?.eventId === true,
      };
      const schema = sample.schema ?? schemaOf(sample.records);
      const expected = sample.records.map((record) => expectedRecord(record, context, dialect, schema));
      expect(found).toEqual(expected.map((record) => comparable(record, dialect)));
      return objects;
    },
  };
}
