import type { EpochMs } from "@sluice/types";
import {
  BadLineError,
  instantOf,
  type LineFields,
  type LineRules,
  maxRecordBytes,
  objectOf,
  onlyFields,
  shown,
} from "./line-fields.ts";
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
export function profileRecord(values: LineFields, rules: LineRules): ProfileRecord {
  onlyFields(values, fields, "profile");
  if (!values.has("profile")) throw new BadLineError("has no profile");
  const profile = objectOf("profile", values);
  const bytes = Buffer.byteLength(profile);
  if (bytes > maxRecordBytes) {
    const fault = `; a profile has at most ${maxRecordBytes}`;
    throw new BadLineError(`holds ${bytes} bytes${fault}`, `holds too many bytes${fault}`);
  }
  const updatedAt = values.get("updatedAt");
  const isUnknown = updatedAt === undefined || updatedAt === "null";
  return {
    user: checkedUser(profile),
    updatedAtMs: isUnknown ? null : instantOf("updatedAt", updatedAt, rules),
    profile,
  };
}

function checkedUser(profile: string): UserKey {
  const user = userKeyOf(profile);
  if (user === null) throw new BadLineError("has a profile without an identity and without an objectId");
  const { by, value } = user;
  if (!/^["\d-]/.test(value)) {
    const fault = "; a string or a number is expected";
    throw new BadLineError(`has an ${by} of ${shown(value)}${fault}`, `has an unfit ${by}${fault}`);
  }
  if (Buffer.byteLength(value) > maxKeyBytes) throw new BadLineError(`has an ${by} of over ${maxKeyBytes} bytes`);
  return user;
}
