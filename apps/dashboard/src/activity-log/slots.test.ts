import { expect, test } from "vitest";
import { nextSlots } from "./slots.ts";

test("rows that stay keep their slots, and rows that come take those of the ones that went", () => {
  const first = nextSlots(new Map(), [0, 1, 2, 3]);
  const then = nextSlots(first, [2, 3, 4, 5]);
  expect([...then]).toEqual([
    [2, 2],
    [3, 3],
    [4, 0],
    [5, 1],
  ]);
});

test("a row far away that has the focus keeps its slot, and no other row gets it", () => {
  let slots = nextSlots(new Map(), [0, 1, 2]);
  for (let top = 1; top < 50; top += 1) {
    slots = nextSlots(slots, [0, top, top + 1, top + 2]);
    expect(slots.get(0)).toBe(0);
    expect(new Set(slots.values()).size).toBe(slots.size);
    expect(Math.max(...slots.values())).toBeLessThan(5);
  }
});
