import type { Connection } from "@temporalio/client";
import { searchAttributes } from "./search-attributes.ts";

/** Keyword, in Temporal's API. */
const keyword = 2;

/** Registers in Temporal what workflows are found by; what is there already stays. */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { operatorService } = connection;
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = Object.values(searchAttributes).filter(({ name }) => !Object.hasOwn(customAttributes, name));
  if (missing.length === 0) return;
  await operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map(({ name }) => [name, keyword])),
  });
}
