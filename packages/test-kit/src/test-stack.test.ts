import { expect, test } from "vitest";
import { testStack, waitUntil } from "./mod.ts";

test("apps of a stack can be killed and started again, and NATS restarts under them", async () => {
  await using stack = await testStack({ encoders: { xml: 0, csv: 0, parquet: 0 } });
  const { configApi, workflowService, nats, apiUrl } = stack;
  const [encoder] = stack.encoders.json;
  if (!encoder) throw new Error("there is one json encoder");
  const isReady = () => fetch(`${apiUrl}/readyz`).then(({ ok }) => ok);

  encoder.kill("SIGKILL");
  expect(await encoder.exited).toEqual({ code: null, signal: "SIGKILL" });
  await encoder.restart();
  expect(encoder.isRunning()).toBe(true);

  await configApi.restart();
  await waitUntil("the API is ready at the same address", isReady);

  await nats.restart();
  const { healthPort } = workflowService.ready;
  await waitUntil("workflow-service is ready on the new NATS", () =>
    fetch(`http://127.0.0.1:${healthPort}/readyz`).then(({ ok }) => ok),
  );

  const second = await stack.addEncoder("json");
  expect(second.pid).not.toBe(encoder.pid);
  expect(stack.encoders.json).toHaveLength(2);
});
