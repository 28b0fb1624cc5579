import { KeyTable, numberText, scanArray, scanObject } from "@sluice/json-text";
import type { KeyTypes } from "@sluice/types";
import type { LoadFile } from "../lake-layout.ts";

/** Who is to be forgotten, by the text of an `identity` or of an `objectId`. */
export interface ForgottenUser {
  readonly by: "identity" | "objectId";
  readonly value: string;
}

/** Tells which profiles of a load are the user's. */
export interface UserMatcher {
  /** Whoever's profile does not hold these bytes is somebody else; null where only a look at the profile tells. */
  readonly needle: Buffer | null;
  /** `profile` is a compact JSON object. */
  readonly isOf: (profile: string) => boolean;
}

/**
 * A user's are the profiles with this `identity`, a string or a number, and those that list it among `all_identities`,
 * as each of those is the same user; or those with this `objectId`.
 */
export function userMatcher({ by, value }: ForgottenUser, load: LoadFile): UserMatcher {
  const quoted = JSON.stringify(value);
  const isNumeric = /^-?\d/.test(value);
  const isValue = (source: string): boolean => {
    if (source === quoted) return true;
    return isNumeric && /^[-\d]/.test(source) && (source === value || numberText(source) === value);
  };
  const keys = new KeyTable();
  return {
    needle: isNumeric && hasFractions(by, load) ? null : Buffer.from(isNumeric ? value : quoted),
    isOf(profile) {
      let isFound = false;
      scanObject(profile, keys, (key, text, start, end) => {
        const name = keys.keys[key];
        if (name === by) isFound ||= isValue(text.slice(start, end));
        if (name === "all_identities" && by === "identity") isFound ||= listed(text.slice(start, end)).some(isValue);
      });
      return isFound;
    },
  };
}

/** Whole numbers are written in one way; 5 may also be `5.0` or `0.5e1`. */
function hasFractions(by: string, { schemas, profiles }: LoadFile): boolean {
  const isFraction = ({ key, types }: KeyTypes) =>
    key === by && (types.includes("double") || types.includes("decimal"));
  return profiles.keys.some(isFraction) || schemas.some(({ schema }) => schema.profile.some(isFraction));
}

/** `all_identities` is a list, or a single one. */
function listed(source: string): readonly string[] {
  if (!source.startsWith("[")) return [source];
  const items: string[] = [];
  scanArray(source, (text, start, end) => void items.push(text.slice(start, end)));
  return items;
}
