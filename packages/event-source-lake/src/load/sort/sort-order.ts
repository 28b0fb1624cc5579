/**
 * The order in which keys are sorted by the first list, then by the next ones, then by `compareTies`, then as they are.
 * Keys are whole numbers from 0 on. Sorting by digits takes the time of a few passes, where comparing would take seconds
 * for a million records.
 */
export function sortOrder(
  lists: readonly Float64Array[],
  length: number,
  compareTies: (a: number, b: number) => number,
): Uint32Array {
  let order = Uint32Array.from({ length }, (_, index) => index);
  for (const keys of lists.toReversed()) order = sortedBy(keys, order);
  sortTies(lists, order, compareTies);
  return order;
}

const digitBits = 11;
const digits = 1 << digitBits;

function sortedBy(keys: Float64Array, order: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  if (isSortedBy(keys, order)) return order;
  let [min, max] = [Number.POSITIVE_INFINITY, 0];
  for (const index of order) {
    const key = keys[index] ?? 0;
    if (key < min) min = key;
    if (key > max) max = key;
  }
  let from = order;
  let to = new Uint32Array(order.length);
  for (let divisor = 1; divisor <= max - min; divisor *= digits) {
    distribute(keys, min, divisor, from, to);
    [from, to] = [to, from === order ? new Uint32Array(order.length) : from];
  }
  return from;
}

function isSortedBy(keys: Float64Array, order: Uint32Array): boolean {
  let last = 0;
  for (const index of order) {
    const key = keys[index] ?? 0;
    if (key < last) return false;
    last = key;
  }
  return true;
}

/** Sorts by one digit and keeps the order of what has the same one. */
function distribute(keys: Float64Array, min: number, divisor: number, from: Uint32Array, to: Uint32Array): void {
  const places = new Uint32Array(digits + 1);
  for (const index of from) {
    const digit = Math.floor(((keys[index] ?? 0) - min) / divisor) & (digits - 1);
    places[digit + 1] = (places[digit + 1] ?? 0) + 1;
  }
  for (let digit = 0; digit < digits; digit++) places[digit + 1] = (places[digit + 1] ?? 0) + (places[digit] ?? 0);
  for (const index of from) {
    const digit = Math.floor(((keys[index] ?? 0) - min) / divisor) & (digits - 1);
    const place = places[digit] ?? 0;
    to[place] = index;
    places[digit] = place + 1;
  }
}

function sortTies(
  lists: readonly Float64Array[],
  order: Uint32Array,
  compareTies: (a: number, b: number) => number,
): void {
  let start = 0;
  for (let end = 1; end <= order.length; end++) {
    if (end < order.length && isTie(lists, order[start] ?? 0, order[end] ?? 0)) continue;
    if (end - start > 1) order.subarray(start, end).sort((a, b) => compareTies(a, b) || a - b);
    start = end;
  }
}

function isTie(lists: readonly Float64Array[], a: number, b: number): boolean {
  for (const keys of lists) {
    if (keys[a] !== keys[b]) return false;
  }
  return true;
}
