import type { KeyTypes, Manifest } from "@sluice/types";
import type { Platform } from "./platform.ts";
import type { UserId } from "./user-id.ts";

/**
 * Remembers a run's users, and says of each whether it was there before. Ids that formats may write alike though they
 * differ (5 and "5", what is no UTF-8) are never said to be there twice. Of more than twelve million users it remembers
 * those alone.
 */
export function runUsers(
  { events }: Pick<Manifest, "events">,
  { sha256Of }: Pick<Platform, "sha256Of">,
): (user: UserId) => boolean {
  const schema = events.flatMap((event) => event.schema);
  const isOneKind = { identity: hasOneKind(schema, "identity"), objectId: hasOneKind(schema, "objectId") };
  const seen = hashSet();
  return ({ by, id }) => {
    const text = String(id);
    if (typeof id === "number" && !Number.isSafeInteger(id)) return false;
    if (!isOneKind[by] && /^-?\d/.test(text)) return false;
    if (!text.isWellFormed() || text.includes("\ufffd")) return false;
    return !seen.add(BigInt(`0x${sha256Of(`${by} ${text}`).slice(0, 16)}`));
  };
}

/** Whether a key's values are all strings or all whole numbers, so that different ones have different texts. */
function hasOneKind(schema: readonly KeyTypes[], key: string): boolean {
  const types = schema.find((known) => known.key === key)?.types.filter((type) => type !== "null") ?? [];
  if (types.length === 0) return false;
  return types.every((type) => type === "string") || types.every((type) => type === "integer" || type === "bigint");
}

const firstSlots = 2 ** 10;
const maxSlots = 2 ** 24;

/** Of 64-bit hashes, 8 bytes each, none of which is 0 but by a chance that does not come. */
function hashSet() {
  let slots = new BigUint64Array(firstSlots);
  let size = 0;

  const slotOf = (hash: bigint): number => {
    let at = Number(hash & BigInt(slots.length - 1));
    while (slots[at] !== 0n && slots[at] !== hash) at = (at + 1) % slots.length;
    return at;
  };

  const grow = (): void => {
    const before = slots;
    slots = new BigUint64Array(2 * before.length);
    for (const hash of before) if (hash !== 0n) slots[slotOf(hash)] = hash;
  };

  return {
    /** False when it is there already. */
    add(hash: bigint): boolean {
      const isFull = 4 * size >= 3 * slots.length;
      if (isFull && slots.length < maxSlots) grow();
      const at = slotOf(hash);
      if (slots[at] === hash) return false;
      if (isFull && slots.length === maxSlots) return true;
      slots[at] = hash;
      size++;
      return true;
    },
  };
}
