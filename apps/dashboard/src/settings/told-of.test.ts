import { expect, test } from "vitest";
import { toldOf, webhookEventTypes } from "./told-of.ts";

test("all events are said as such, fewer by their names in one order", () => {
  expect(toldOf(webhookEventTypes.toReversed())).toBe("All events");
  expect(toldOf(["export.stopped", "run.failed"])).toBe("run.failed, export.stopped");
});
