import { oneOf, textOf } from "../api/search.ts";

export const setUpTools = ["console", "cli", "terraform"] as const;
export type SetUpTool = (typeof setUpTools)[number];

/** How far a set-up is, in its address: it can be left, sent to somebody and gone on with. Never a key or a secret. */
export interface SetUpSearch {
  readonly step?: 1 | 2 | 3 | undefined;
  /** A store that speaks S3, instead of AWS. */
  readonly store?: "compatible" | undefined;
  readonly bucket?: string | undefined;
  readonly region?: string | undefined;
  readonly prefix?: string | undefined;
  readonly endpoint?: string | undefined;
  /** Of a compatible store; the bucket stands in the path unless said otherwise. */
  readonly pathStyle?: false | undefined;
  /** Access by a role instead of an access key. */
  readonly access?: "role" | undefined;
  readonly tool?: SetUpTool | undefined;
  readonly name?: string | undefined;
  readonly roleArn?: string | undefined;
  /** What a link tells somebody who is not signed in of the project: what its role has to ask for and to trust. */
  readonly externalId?: string | undefined;
  readonly principal?: string | undefined;
}

export function setUpSearch(search: Readonly<Record<string, unknown>>): SetUpSearch {
  return {
    step: stepOf(search.step),
    store: oneOf(["compatible"], search.store),
    bucket: textOf(search.bucket),
    region: textOf(search.region),
    prefix: textOf(search.prefix),
    endpoint: textOf(search.endpoint),
    pathStyle: search.pathStyle === false ? false : undefined,
    access: oneOf(["role"], search.access),
    tool: oneOf(setUpTools, search.tool),
    name: textOf(search.name),
    roleArn: textOf(search.roleArn),
    externalId: formed(/^[0-9a-f-]{36}$/, search.externalId),
    principal: formed(/^arn:aws[a-z-]*:iam::\d{12}:[\w+=,.@/-]+$/, search.principal),
  };
}

function stepOf(value: unknown): SetUpSearch["step"] {
  const step = Number(value);
  return step === 1 || step === 2 || step === 3 ? step : undefined;
}

/** Anybody can write a link, so what does not look as it must is left out. */
function formed(pattern: RegExp, value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && pattern.test(text) ? text : undefined;
}

/** What a link to somebody else tells: where the bucket is, and for a role what the project's one has to trust. */
export function sharedSearch(
  { store, bucket, region, prefix, endpoint, access, tool }: SetUpSearch,
  project: { readonly externalId: string; readonly awsPrincipal: string | null },
): SetUpSearch {
  const place = { step: 1, store, bucket, region, prefix, endpoint, access, tool } as const;
  if (store === "compatible" || access !== "role") return place;
  return { ...place, externalId: project.externalId, principal: project.awsPrincipal ?? undefined };
}
