import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { MasterKeys } from "@sluice/config-store";
import { z } from "zod";
import { badCursor } from "../errors.ts";

/** Makes and reads the opaque places where a list goes on. Each belongs to one list of one project. */
export interface Cursors {
  readonly write: (list: string, place: unknown) => string;
  /** Throws `request.bad_cursor` for anything that `write` did not make for this list. */
  readonly read: <T>(list: string, cursor: string | undefined, schema: z.ZodType<T>) => T | undefined;
}

const signatureBytes = 16;

export function signedCursors(keys: MasterKeys): Cursors {
  const key = Buffer.from(hkdfSync("sha256", keys[0].key, "", "sluice cursors", 32));
  const sign = (list: string, text: string) =>
    createHmac("sha256", key)
      .update(JSON.stringify([list, text]))
      .digest()
      .subarray(0, signatureBytes);
  return {
    write(list, place) {
      const text = JSON.stringify(place);
      return Buffer.concat([sign(list, text), Buffer.from(text)]).toString("base64url");
    },
    read(list, cursor, schema) {
      if (cursor === undefined) return undefined;
      const bytes = Buffer.from(cursor, "base64url");
      const signature = bytes.subarray(0, signatureBytes);
      const text = bytes.subarray(signatureBytes).toString("utf8");
      const isOurs = signature.length === signatureBytes && timingSafeEqual(signature, sign(list, text));
      if (!isOurs || bytes.toString("base64url") !== cursor) throw badCursor();
      return schema.parse(JSON.parse(text));
    },
  };
}

/** Cuts a list that was asked for one entry more than `limit` into a page. */
export function pageOf<T>(found: readonly T[], limit: number, cursorAfter: (last: T) => string) {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last !== undefined ? cursorAfter(last) : null };
}

const createdSchema = z.object({ id: z.string(), createdAtMs: z.int() });

/** A page of a whole list that is sorted by creation and then by id. */
export function pageByCreation<T extends { readonly id: string; readonly createdAt: Date }>(
  cursors: Cursors,
  list: string,
  all: readonly T[],
  { cursor, limit }: { readonly cursor: string | undefined; readonly limit: number },
) {
  const after = cursors.read(list, cursor, createdSchema);
  const found = all.filter(({ id, createdAt }) => {
    if (after === undefined || createdAt.getTime() > after.createdAtMs) return true;
    return createdAt.getTime() === after.createdAtMs && id > after.id;
  });
  return pageOf(found, limit, ({ id, createdAt }) => cursors.write(list, { id, createdAtMs: createdAt.getTime() }));
}
