import { numberOf, textOf } from "../api/search.ts";

/** How far a set-up is, in its address: it can be left, sent to somebody and gone on with. Never a secret. */
export interface SetUpSearch {
  readonly step?: 1 | 2 | 3 | undefined;
  readonly bucket?: string | undefined;
  readonly region?: string | undefined;
  readonly prefix?: string | undefined;
  readonly endpoint?: string | undefined;
  /** Access by a role instead of an access key. */
  readonly access?: "key" | "role" | undefined;
  readonly externalId?: string | undefined;
  readonly principal?: string | undefined;
}

export function setUpSearch(search: Readonly<Record<string, unknown>>): SetUpSearch {
  const step = numberOf(search.step);
  return {
    step: step === 1 || step === 2 || step === 3 ? step : undefined,
    bucket: textOf(search.bucket),
    region: textOf(search.region),
    prefix: textOf(search.prefix),
    endpoint: textOf(search.endpoint),
    access: search.access === "role" ? "role" : undefined,
    externalId: textOf(search.externalId),
    principal: textOf(search.principal),
  };
}
