import type { Manifest } from "@sluice/types";
import type { Platform } from "./platform.ts";

/** What an object's content shows by itself. */
export interface Content {
  readonly records: number;
  readonly ts: TsRange;
}

/** `ts` as the format has it: exact, or on the clocks of a time zone that is not stated (`yyyymmddHHMMSS`). */
export type TsRange =
  | { readonly kind: "none" }
  | { readonly kind: "exact"; readonly minMs: number; readonly maxMs: number }
  | {
      readonly kind: "printed";
      readonly first: string;
      readonly last: string;
      readonly min: string;
      readonly max: string;
    };

/** What every event of an object has to say. */
export interface ExpectedContent {
  readonly eventName: string;
  readonly options: Manifest["options"];
}

/** Reads an object's content to its end. Throws a `ContentError` where it is not what the format says. */
export type ContentReader = (
  bytes: AsyncIterable<Uint8Array>,
  expected: ExpectedContent,
  platform: Platform,
) => Promise<Content>;
