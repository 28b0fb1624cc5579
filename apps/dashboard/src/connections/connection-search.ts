export interface ConnectionSearch {
  /** Just made, by the set-up. */
  readonly made?: true | undefined;
}

export function connectionSearch(search: Readonly<Record<string, unknown>>): ConnectionSearch {
  return { made: search.made === true ? true : undefined };
}
