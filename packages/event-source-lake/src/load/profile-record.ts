import type { EpochMs } from "@sluice/types";
import { BadLineError, instantOf, type LineFields, maxRecordBytes, objectOf, onlyFields } from "./line-fields.ts";
import { type UserKey, userKeyOf } from "./user-key.ts";

/** The state of one user as the lake stores it. */
export interface ProfileRecord {
  readonly user: UserKey;
  /** Null when the line doesn't say: when it was captured. */
  readonly updatedAtMs: EpochMs | null;
  /** A compact JSON object. */
  readonly profile: string;
}

const fields = new Set(["type", "profile", "updatedAt"]);
const maxKeyBytes = 1_024;

/** The profile of a line: `{"type":"profile","profile":{…,"identity" or "objectId"},"updatedAt"?}`. Throws a `BadLineError`. */
export function profileRecord(values: LineFields): ProfileRecord {
  onlyFields(values, fields, "profile");
  if (!values.has("profile")) throw new BadLineError("has no profile");
  const profile = objectOf("profile", values);
  const bytes = Buffer.byteLength(profile);
  if (bytes > maxRecordBytes) throw new BadLineError(`holds ${bytes} bytes; a profile has at most ${maxRecordBytes}`);
  const updatedAt = values.get("updatedAt");
  const isUnknown = updatedAt === undefined || updatedAt === "null";
  return {
    user: checkedUser(profile),
    updatedAtMs: isUnknown ? null : instantOf("updatedAt", updatedAt),
    profile,
  };
}

function checkedUser(profile: string): UserKey {
  const user = userKeyOf(profile);
  if (user === null) throw new BadLineError("has a profile without an identity and without an objectId");
  const { by, value } = user;
  if (!/^["\d-]/.test(value)) {
    throw new BadLineError(`has an ${by} of ${value.slice(0, 50)}; a string or a number is expected`);
  }
  if (Buffer.byteLength(value) > maxKeyBytes) throw new BadLineError(`has an ${by} of over ${maxKeyBytes} bytes`);
  return user;
}
