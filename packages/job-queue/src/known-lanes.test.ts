import { testNats, waitUntil } from "@sluice/test-kit";
import { expect, test } from "vitest";
import { ensureStreams } from "./ensure-streams.ts";
import { knownLanes } from "./known-lanes.ts";
import { jobSubject } from "./lanes.ts";
import { openJobQueue } from "./open-job-queue.ts";
import { publishJob } from "./publish-job.ts";

const job = { runId: "1-1", projectId: "acme", connectionId: "c1", format: "csv", jobIndex: 0, attempt: 1 } as const;
const lane = { format: "csv", projectId: "acme", connectionId: "c1" } as const;

test("a lane is known from the sound of its first job, and kept a moment though it seems empty", async () => {
  await using nats = await testNats();
  await using service = await openJobQueue({ url: nats.urls["workflow-service"], name: "service" });
  await using encoder = await openJobQueue({ url: nats.urls.encoder, name: "encoder" });
  await ensureStreams(service);
  const lanes = knownLanes(encoder, "csv");
  expect(await lanes.current()).toEqual([]);
  lanes.hear(jobSubject(job));
  lanes.hear("encode.jobs.csv.not-a-job");
  expect(await lanes.current()).toEqual([lane]);
  lanes.wasEmpty(lane);
  expect(await lanes.current()).toEqual([lane]);
  await waitUntil("it is forgotten", async () => {
    lanes.wasEmpty(lane);
    return (await lanes.current()).length === 0;
  });
  // Nobody heard this one.
  await publishJob(service, job);
  await waitUntil("it is seen in the stream", async () => (await lanes.current()).length === 1);
});
