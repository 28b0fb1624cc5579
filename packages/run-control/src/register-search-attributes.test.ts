import { startTemporal, temporaryDirectory, waitUntil } from "@sluice/servers";
import { Connection } from "@temporalio/client";
import { expect, test } from "vitest";
import { registerSearchAttributes } from "./register-search-attributes.ts";

test("what workflows are found by is registered where it is missing, and once", async () => {
  await using resources = new AsyncDisposableStack();
  const { path } = resources.use(await temporaryDirectory());
  const { address, namespace } = resources.use(await startTemporal({ directory: path, durable: false }));
  const connection = await Connection.connect({ address });
  resources.defer(() => connection.close());
  const { operatorService } = connection;
  await operatorService.removeSearchAttributes({ namespace, searchAttributes: ["SluiceProject"] });
  const isThere = async () => {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    return Object.hasOwn(customAttributes, "SluiceProject");
  };
  expect(await isThere()).toBe(false);
  for (const _ of ["missing", "there"]) await registerSearchAttributes(connection, namespace);
  await waitUntil("it is there", isThere);
});
