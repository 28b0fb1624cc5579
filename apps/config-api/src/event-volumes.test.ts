import { expect, test } from "vitest";
import { lastDays, volumeCache } from "./event-volumes.ts";

const hour = 3_600_000;

test("the last days are those on the zone's clocks, however long they are", () => {
  const { days, boundariesMs } = lastDays(3, Date.parse("2026-03-29T22:30:00Z"), "Europe/Paris");
  expect(days).toEqual(["2026-03-28", "2026-03-29", "2026-03-30"]);
  const lengths = boundariesMs.slice(1).map((ms, index) => (ms - (boundariesMs[index] ?? 0)) / hour);
  expect([new Date(boundariesMs[0] ?? 0).toISOString(), lengths]).toEqual(["2026-03-27T23:00:00.000Z", [24, 23, 24]]);
});

test("volumes are counted once a minute, however many ask, and again after a failure", async () => {
  let [nowMs, counted] = [0, 0];
  let isBroken = true;
  const source = {
    async eventVolumes() {
      counted++;
      if (isBroken) throw new Error("broken");
      return [{ eventName: "a", records: [counted] }];
    },
  };
  const volumes = volumeCache(source, () => nowMs);
  await expect(Promise.all([volumes("p", [0, 1]), volumes("p", [0, 1])])).rejects.toThrow("broken");
  isBroken = false;
  const [first, again] = await Promise.all([volumes("p", [0, 1]), volumes("p", [0, 1])]);
  expect([first?.get("a"), again, counted]).toEqual([[2], first, 2]);
  await volumes("q", [0, 1]);
  nowMs += 60_000;
  expect((await volumes("p", [0, 1])).get("a")).toEqual([4]);
});
