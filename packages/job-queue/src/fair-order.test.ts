import { expect, test } from "vitest";
import { fairOrder, type Served } from "./fair-order.ts";
import type { Lane } from "./lanes.ts";

const lane = (projectId: string, connectionId: string): Lane => ({ format: "csv", projectId, connectionId });
const [a1, a2, b1] = [lane("a", "a1"), lane("a", "a2"), lane("b", "b1")];
const nothingYet: Served = {
  atWork: () => 0,
  projectAtWork: () => 0,
  lastTurn: () => 0,
  projectLastTurn: () => 0,
  stoodStill: () => false,
};
const order = (lanes: readonly Lane[], served: Partial<Served>) =>
  fairOrder(lanes, { ...nothingYet, ...served }).map(({ connectionId }) => connectionId);

test("a project with jobs at work lets one without go first, however many connections it has", () => {
  expect(order([a1, a2, b1], { projectAtWork: (id) => (id === "a" ? 1 : 0) })).toEqual(["b1", "a1", "a2"]);
});

test("within a project, a connection with jobs at work lets one without go first", () => {
  expect(order([a1, a2], { atWork: ({ connectionId }) => (connectionId === "a1" ? 1 : 0) })).toEqual(["a2", "a1"]);
});

test("among equals, who has waited longest goes first", () => {
  const lastTurn = ({ connectionId }: Lane) => ({ a1: 5, a2: 3 })[connectionId] ?? 0;
  expect(order([a1, a2], { lastTurn })).toEqual(["a2", "a1"]);
  expect(order([a1, b1], { projectLastTurn: (id) => (id === "a" ? 9 : 4) })).toEqual(["b1", "a1"]);
});

test("a bucket that stood still lately comes after all others", () => {
  const stoodStill = ({ connectionId }: Lane) => connectionId === "a1";
  expect(order([a1, a2, b1], { stoodStill, projectAtWork: () => 7 })).toEqual(["a2", "b1", "a1"]);
});
