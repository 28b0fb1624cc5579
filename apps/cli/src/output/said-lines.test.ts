import { expect, test } from "vitest";
import { saidLines } from "./said-lines.ts";

test("what is new is said at once, and what goes on at least every so often", () => {
  let nowMs = 0;
  const lines: string[] = [];
  const said = saidLines({ say: (line) => void lines.push(line), everyMs: 30_000, now: () => nowMs });
  said.tick();
  said.update("Pending", "Pending");
  said.update("Running", "Running, 0 of 90");
  nowMs = 10_000;
  said.update("Running", "Running, 30 of 90");
  said.tick();
  expect(lines).toEqual(["Pending", "Running"]);
  nowMs = 30_000;
  said.tick();
  said.tick();
  expect(lines).toEqual(["Pending", "Running", "Running, 30 of 90"]);
  nowMs = 59_000;
  said.update("waiting", "waiting");
  nowMs = 61_000;
  said.tick();
  expect(lines.at(-1)).toBe("waiting");
  expect(lines).toHaveLength(4);
});
