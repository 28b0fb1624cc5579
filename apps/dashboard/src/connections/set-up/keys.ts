import type { Connection, ConnectionTrial } from "../../api/schema.d.ts";
import type { SetUpSearch } from "../set-up-search.ts";
import { placeOf } from "./draft.ts";

/** An access key while it is typed: in this page's memory alone. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export const emptyKeys: Keys = { accessKeyId: "", secretAccessKey: "" };

/** What is pasted often has a space or a line's end around it. */
export function keyCredentials({ accessKeyId, secretAccessKey }: Keys): ConnectionTrial["credentials"] {
  return { accessKeyId: accessKeyId.trim(), secretAccessKey: secretAccessKey.trim() };
}

/** What is tested, and then saved as it was tested; null before everything for it is there. */
export function trialOf(draft: SetUpSearch, keys: Keys): ConnectionTrial | null {
  const place = placeOf(draft);
  const credentials = draft.access === "role" ? roleOf(draft) : keysOf(keys);
  if (place === null || credentials === null) return null;
  const { endpoint, bucket, region, prefix } = place;
  // Left out it is as the API thinks best, which says what is wrong with an endpoint that names the bucket.
  const pathStyle = endpoint !== null && draft.pathStyle === false ? false : undefined;
  return { provider: "s3", bucket, region, prefix, endpoint, pathStyle, credentials };
}

/** New credentials for a connection as it is. */
export function trialFor(connection: Connection, credentials: ConnectionTrial["credentials"]): ConnectionTrial {
  const { provider, bucket, region, prefix, endpoint, pathStyle, encryption } = connection;
  return { provider, bucket, region, prefix, endpoint, pathStyle, encryption, credentials };
}

function roleOf({ roleArn = "" }: SetUpSearch) {
  return roleArn.trim() === "" ? null : { roleArn: roleArn.trim() };
}

function keysOf(keys: Keys) {
  return keys.accessKeyId.trim() === "" || keys.secretAccessKey.trim() === "" ? null : keyCredentials(keys);
}
