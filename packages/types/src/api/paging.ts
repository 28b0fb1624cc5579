import { z } from "zod";

const maxLimit = 500;
const defaultLimit = 50;

/** What every list takes. */
export const pagingSchema = z.strictObject({
  cursor: z.string().min(1).optional().describe("`nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(maxLimit).default(defaultLimit),
});
export type Paging = z.infer<typeof pagingSchema>;

/** A page of a list; `nextCursor` is null on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe("Where the list goes on; null on its last page."),
  });
}

/** A query parameter that may come several times, each time with one value or with several between commas. */
export function severalOf<T extends z.ZodType>(value: T) {
  const parts = (given: unknown) => (Array.isArray(given) ? given : [given]).flatMap((text) => String(text).split(","));
  return z.preprocess(parts, z.array(value).min(1));
}
