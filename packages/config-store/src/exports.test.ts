import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { credentials, newExport, nowMs, project, type TestStore, target, testStore } from "../test-support/postgres.ts";
import { updateConnection } from "./connections.ts";
import { createOneTimeExport } from "./create-export.ts";
import type { Export } from "./export-row.ts";
import { getExport } from "./exports.ts";
import { listExports } from "./find-exports.ts";
import { openConfigStore } from "./open-config-store.ts";
import { getRun } from "./runs.ts";

let on: TestStore;
beforeAll(async () => {
  on = await testStore();
});
afterAll(() => on?.[Symbol.asyncDispose]());

describe("an export", () => {
  test("made at the same moment as others has a request id of its own", async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => createOneTimeExport(on.store, newExport(on))));
    const ids = made.map(({ requestId }) => requestId).sort();
    expect(new Set(ids).size).toBe(20);
    expect(ids[0]).toBeGreaterThanOrEqual(nowMs / 1_000);
  });

  test("with an Idempotency-Key is made once, however many ask at once", async () => {
    const idempotency = { key: "once", requestHash: "a" };
    const made = await Promise.all(
      Array.from({ length: 10 }, () => createOneTimeExport(on.store, newExport(on, { idempotency }))),
    );
    expect(new Set(made.map(({ requestId }) => requestId)).size).toBe(1);
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  test("is refused where its Idempotency-Key came with another request", async () => {
    const ask = (requestHash: string) =>
      createOneTimeExport(on.store, newExport(on, { idempotency: { key: "other", requestHash } }));
    await ask("a");
    await expect(ask("b")).rejects.toMatchObject({ code: "idempotency.key_reused" });
  });

  test("keeps event names with NUL and quotes as they are", async () => {
    const eventNames = ["a\0b", '"quoted"', "plain", "𝄞", "1"];
    const { requestId } = await createOneTimeExport(on.store, newExport(on, { type: "selectEvents", eventNames }));
    expect((await getExport(on.store, project, requestId)).eventNames).toEqual(eventNames);
  });

  test("has a run that goes where the connection led when it was made", async () => {
    const { requestId, runTimestamp } = await createOneTimeExport(on.store, newExport(on));
    const moved = { ...target, bucket: "elsewhere" };
    await updateConnection(on.store, on.keys, project, on.connection.id, { target: moved, credentials });
    const run = await getRun(on.store, `${requestId}-${runTimestamp}`);
    expect(run).toMatchObject({ target, credentialVersion: 1, timeZone: "Europe/Paris", execution: 1 });
  });

  test("of an unknown connection is refused in words", async () => {
    const ask = createOneTimeExport(on.store, newExport(on, { connectionId: "no-such" }));
    await expect(ask).rejects.toMatchObject({ code: "connection.not_found" });
  });
});

test("pages of exports stay where they are while exports are added", async () => {
  const all = await listExports(on.store, project, { limit: 1_000 });
  const seen: number[] = [];
  for (let before: Export | undefined; ; ) {
    const page = await listExports(on.store, project, { limit: 4, before });
    seen.push(...page.map(({ requestId }) => requestId));
    if (page.length < 4) break;
    before = page.at(-1);
    await createOneTimeExport(on.store, newExport(on));
  }
  expect(seen).toEqual(all.map(({ requestId }) => requestId));
});

test("the text that people search for is no pattern", async () => {
  const { requestId } = await createOneTimeExport(on.store, newExport(on, { name: "100% of_all" }));
  const found = async (text: string) =>
    (await listExports(on.store, project, { text, limit: 9 })).map((e) => e.requestId);
  expect(await found("100% OF_")).toEqual([requestId]);
  expect(await found("1%f")).toEqual([]);
  expect(await found(String(requestId))).toEqual([requestId]);
  expect(await found("\0")).toEqual([]);
});

test("a burst takes seconds that are still to come, from several processes too, and what comes then goes on from there", async () => {
  await using other = await openConfigStore({ databaseUrl: on.databaseUrl, maxConnections: 4 });
  const made = await Promise.all(
    Array.from({ length: 24 }, (_, n) => createOneTimeExport(n % 2 === 0 ? on.store : other, newExport(on))),
  );
  const ids = made.map(({ requestId }) => requestId).sort((a, b) => a - b);
  expect(new Set(ids).size).toBe(24);
  const [last = 0] = ids.toReversed();
  expect(last - (ids[0] ?? 0)).toBe(23);
  const soon = await createOneTimeExport(other, newExport(on, { nowMs: nowMs + 5_000 }));
  expect(soon.requestId).toBe(last + 1);
  const later = await createOneTimeExport(on.store, newExport(on, { nowMs: (last + 1_000) * 1_000 }));
  expect(later.requestId).toBe(last + 1_000);
});
