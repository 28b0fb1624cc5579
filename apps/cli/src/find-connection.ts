import { type ConnectionAnswer, connectionAnswerSchema } from "@sluice/types";
import type { ApiClient } from "./api-client.ts";
import { noSuchConnection, whichConnection } from "./errors.ts";

/** The connection with this id or name; the only one there is when neither is given. */
export async function findConnection(api: ApiClient, wanted: string | undefined): Promise<ConnectionAnswer> {
  const all = await api.list(connectionAnswerSchema, "/v1/connections");
  const names = all.map(({ id, name }) => `${id} (${name})`);
  const found = all.filter(({ id, name }) => wanted === undefined || id === wanted || name === wanted);
  const [first, ...others] = found;
  if (first === undefined) throw noSuchConnection(wanted ?? "", names);
  if (others.length > 0) throw whichConnection(found.map(({ id, name }) => `${id} (${name})`));
  return first;
}
