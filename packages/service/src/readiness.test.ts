import { expect, test } from "vitest";
import { readinessOf } from "./mod.ts";

const there = async () => true;
const away = async () => false;
const broken = async () => {
  throw new Error("refused");
};
const silent = () => new Promise<boolean>(() => undefined);

test("a process is ready when every part answers", async () => {
  expect(await readinessOf({ needs: { nats: there }, uses: { temporal: there } })).toEqual({
    ready: true,
    degraded: false,
    missing: [],
    parts: { nats: true, temporal: true },
  });
});

test.each([
  ["says no", away],
  ["fails", broken],
  ["does not answer in time", silent],
])("it is not ready when a part that it needs %s, and names that part", async (_, nats) => {
  const found = await readinessOf({ needs: { postgresql: there, nats }, uses: { temporal: there } }, 20);
  expect(found).toMatchObject({ ready: false, degraded: false, missing: ["nats"] });
});

test("it is degraded when only a part is missing that it can do without", async () => {
  const found = await readinessOf({ needs: { postgresql: there }, uses: { temporal: broken } });
  expect(found).toMatchObject({ ready: true, degraded: true, missing: ["temporal"] });
});
