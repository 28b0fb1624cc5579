interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Every item of a list that is wanted whole, page after page. */
export async function allPages<T>(ask: (cursor: string | undefined) => Promise<PageOf<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(cursor);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
