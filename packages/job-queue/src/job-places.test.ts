import { expect, test } from "vitest";
import { jobPlaces, MadeRoom } from "./job-places.ts";

const lane = (connectionId: string) => ({ format: "csv", projectId: "acme", connectionId }) as const;
const { signal } = new AbortController();
const placesOf = (limits: { readonly places: number; readonly parked: number }) => jobPlaces(limits, () => undefined);

test("a job that is parked makes room for another, and has its place again when one is free", async () => {
  const places = placesOf({ places: 1, parked: 1 });
  const slow = places.take(lane("slow"));
  expect(places.hasRoom()).toBe(false);
  slow.park({ isStandingStill: false });
  expect(places.hasRoom()).toBe(true);

  const quick = places.take(lane("quick"));
  let isBack = false;
  const back = slow.resume(signal).then(() => {
    isBack = true;
  });
  await Promise.resolve();
  expect(isBack).toBe(false);
  quick[Symbol.dispose]();
  await back;
  expect(places.hasRoom()).toBe(false);
});

test("a job that was never parked goes on at once", async () => {
  const job = placesOf({ places: 1, parked: 1 }).take(lane("a"));
  await job.resume(signal);
  expect(job.ended.aborted).toBe(false);
});

test("where no more can be parked, the upload that has stood still longest is ended", () => {
  const places = placesOf({ places: 1, parked: 2 });
  const [first, second, third] = ["one", "two", "three"].map((name) => {
    const job = places.take(lane(name));
    job.park({ isStandingStill: true });
    return job;
  });
  expect(first?.ended.reason).toBeInstanceOf(MadeRoom);
  expect(second?.ended.aborted).toBe(false);
  expect(third?.ended.aborted).toBe(false);
  expect(places.hasRoom()).toBe(true);
});

test("uploads that move are not ended for others, but never have the last place", () => {
  const places = placesOf({ places: 2, parked: 1 });
  const [first, second, third] = ["one", "two", "three"].map((name) => places.take(lane(name)));
  for (const job of [first, second]) job?.park({ isStandingStill: false });
  expect(places.hasRoom()).toBe(false);
  third?.park({ isStandingStill: false });
  expect([first, second, third].map((job) => job?.ended.aborted)).toEqual([false, false, true]);
  expect(places.hasRoom()).toBe(true);
});

test("a job whose upload stands still wants its place again only when it moves or has ended", async () => {
  const places = placesOf({ places: 1, parked: 1 });
  const job = places.take(lane("a"));
  for (const wake of [() => job.park({ isStandingStill: false }), () => job.uploaded()]) {
    job.park({ isStandingStill: true });
    const back = job.resume(signal);
    expect(places.hasRoom()).toBe(true);
    wake();
    await back;
    expect(places.hasRoom()).toBe(false);
  }
});

test("a job that waits for its place and is called off does not wait for it any more", async () => {
  const places = placesOf({ places: 1, parked: 1 });
  const job = places.take(lane("a"));
  job.park({ isStandingStill: true });
  const calledOff = new AbortController();
  const back = job.resume(calledOff.signal);
  calledOff.abort(new Error("called off"));
  await expect(back).rejects.toThrow("called off");
  job.park({ isStandingStill: false });
  expect(places.hasRoom()).toBe(true);
});

test("connections whose uploads took long get no more while half of the room for those is taken", () => {
  const places = placesOf({ places: 2, parked: 2 });
  const slow = places.take(lane("slow"));
  slow.park({ isStandingStill: false });
  expect([places.mayTake(lane("slow")), places.mayTake(lane("new"))]).toEqual([false, true]);
  slow[Symbol.dispose]();
  expect(places.mayTake(lane("slow"))).toBe(true);
});

test("a connection has as many jobs here as there are places, and none more while its bucket stands still", () => {
  const places = placesOf({ places: 2, parked: 4 });
  const [one, two] = [places.take(lane("a")), places.take(lane("a"))];
  one.park({ isStandingStill: false });
  two.park({ isStandingStill: false });
  expect([places.hasRoom(), places.mayTake(lane("a")), places.mayTake(lane("b"))]).toEqual([true, false, true]);
  one[Symbol.dispose]();
  expect(places.mayTake(lane("a"))).toBe(true);
  two.park({ isStandingStill: true });
  expect(places.mayTake(lane("a"))).toBe(false);
  expect(places.stoodStill(lane("a"))).toBe(true);
});
