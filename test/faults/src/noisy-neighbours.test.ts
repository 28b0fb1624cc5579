import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type TestCustomer, type TestStack, testCustomer, testStack, waitUntil } from "@sluice/test-kit";
import type { RunAnswer } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { manyEvents } from "./many-events.ts";
import { storeFront } from "./store-front.ts";

let stack: TestStack;
let customer: TestCustomer;

beforeAll(async () => {
  stack = await testStack({
    encoders: { json: 1, csv: 0, xml: 0, parquet: 0 },
    environment: {
      // Hundreds of jobs for the big export, and at the same time few for the small ones.
      "workflow-service": { SLUICE_SEGMENT_MAX_RECORDS: "100", SLUICE_JOB_MAX_RECORDS: "1" },
    },
  });
  customer = await testCustomer(stack);
  await customer.load([...manyEvents(30_000), ...eventsOf("Viewed", 20, 10), ...eventsOf("Uploaded", 90, 150_000)]);
});
afterAll(() => stack?.[Symbol.asyncDispose]());

test("nine buckets that hang, crawl or never answer hold up no export to a tenth", async () => {
  await using fronts = new AsyncDisposableStack();
  const touched = new Set<string>();
  const bad: number[] = [];
  for (const [kind, takeBody] of Object.entries(bodies)) {
    for (let nth = 1; nth <= 3; nth++) {
      const name = `${kind} ${nth}`;
      const { target } = customer.bucket;
      const front = await storeFront(target.endpoint ?? "", (request) => {
        touched.add(name);
        takeBody(request);
      });
      const connectionId = await connectTo(name, fronts.use(front).endpoint);
      // Large enough for no buffer on the way to take it whole.
      bad.push(await customer.export({ connectionId, type: "selectEvents", eventNames: ["Uploaded"] }));
    }
  }
  const good = { type: "selectEvents" as const, eventNames: ["Viewed"] };
  const together = await customer.endedRun(await customer.export(good));
  expect(together).toMatchObject({ status: "Done", waiting: null, totals: { records: 20 } });
  expect(millisecondsOf(together)).toBeLessThan(30_000);

  await waitUntil("all nine have an upload under way", () => touched.size === bad.length);
  const later = await customer.endedRun(await customer.export(good));
  expect(later).toMatchObject({ status: "Done", waiting: null, totals: { records: 20 } });
  expect(millisecondsOf(later)).toBeLessThan(10_000);
  for (const requestId of bad) expect((await customer.latestRun(requestId)).status).toBe("Running");
  for (const requestId of bad) {
    expect((await customer.call("POST", `/v1/exports/${requestId}/stop`)).status).toBe(202);
  }
});

test("a small export waits for no big one of another connection, however many jobs that has queued", async () => {
  const small = await customer.connect("small", await stack.customerBucket());
  const big = await customer.export({ type: "selectEvents", eventNames: ["Charged", "Refunded"] });
  await waitUntil("the big one is under way", async () => (await customer.latestRun(big)).totals.objects > 0);
  const run = await customer.endedRun(
    await customer.export({ connectionId: small, type: "selectEvents", eventNames: ["Viewed"] }),
  );
  expect(run.status).toBe("Done");
  expect((await customer.latestRun(big)).status).toBe("Running");
  expect((await customer.endedRun(big)).status).toBe("Done");
});

test("a run that waits for an encoder says so and how many jobs are ahead, until its job is taken", async () => {
  const gate = Promise.withResolvers<void>();
  let held = 0;
  await using front = await storeFront(customer.bucket.target.endpoint ?? "", (request, _response, pass) => {
    if (request.method === "PUT") held++;
    void gate.promise.then(pass);
  });
  const connectionId = await connectTo("gate", front.endpoint);
  const request = { connectionId, type: "selectEvents" as const, eventNames: ["Viewed"] };
  const served = [await customer.export(request), await customer.export(request)];
  await waitUntil("two uploads stand still", () => held === 2);
  const waiting = await customer.export(request);
  await waitUntil(
    "the third says what it waits for",
    async () => (await customer.latestRun(waiting)).waiting === "waiting for a free json encoder, 2 jobs ahead",
  );
  for (const requestId of served) expect((await customer.latestRun(requestId)).waiting).toBeNull();
  gate.resolve();
  for (const requestId of [...served, waiting]) {
    expect(await customer.endedRun(requestId)).toMatchObject({ status: "Done", waiting: null });
  }
});

/** What a bad store does with an object. */
const bodies = {
  hang: () => undefined,
  "no answer": (request: IncomingMessage) => void request.resume(),
  crawl(request: IncomingMessage) {
    const timer = setInterval(() => request.read(), 500);
    request.once("close", () => clearInterval(timer));
  },
} satisfies Record<string, (request: IncomingMessage) => void>;

/** Events with properties that nothing compresses. */
function eventsOf(eventName: string, count: number, bytesEach: number): string[] {
  const firstMs = Date.now() - 6 * 3_600_000;
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      type: "event",
      eventId: `${eventName}-${index}`,
      eventName,
      ts: firstMs + index,
      eventProps: { Bytes: randomBytes(bytesEach).toString("base64") },
    }),
  );
}

function connectTo(name: string, endpoint: string): Promise<string> {
  const { target, credentials } = customer.bucket;
  return customer.connect(name, { target: { ...target, endpoint }, credentials });
}

function millisecondsOf({ startedAt, endedAt }: RunAnswer): number {
  return Date.parse(endedAt ?? "") - Date.parse(startedAt ?? "");
}
