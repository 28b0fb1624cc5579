import { expect, test } from "vitest";
import { findCircles } from "./find-circles.ts";

const graph = (edges: Record<string, readonly string[]>) => new Map(Object.entries(edges));

test("what depends on nothing behind it has no circle", () => {
  expect(findCircles(graph({ a: ["b", "c"], b: ["d"], c: ["d"], d: [] }))).toEqual([]);
});

test.each([
  ["of two", { a: ["b"], b: ["a"] }, [["a", "b"]]],
  ["of one", { a: ["a"] }, [["a"]]],
  ["of three, with others beside it", { x: ["a"], a: ["b", "y"], b: ["c"], c: ["a"], y: [] }, [["a", "b", "c"]]],
  [
    "that is two apart",
    { a: ["b"], b: ["a"], c: ["d"], d: ["c"], e: ["a", "c"] },
    [
      ["a", "b"],
      ["c", "d"],
    ],
  ],
  ["that is reached by a detour", { a: ["b"], b: ["c"], c: ["d", "b"], d: [] }, [["b", "c"]]],
])("a circle %s is found", (_what, edges, circles) => {
  expect(findCircles(graph(edges))).toEqual(circles);
});
