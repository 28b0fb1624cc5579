import { hash } from "node:crypto";
import { stringEndAt, textAt, valueEndAt } from "@sluice/json-text";

/** By what a profile says whose it is. */
export interface UserKey {
  readonly by: "identity" | "objectId";
  /** JSON text: 5 and "5" are two users. */
  readonly value: string;
}

/** The `identity` of a profile, or else its `objectId`; null when both are missing, null or empty. */
export function userKeyOf(profile: string): UserKey | null {
  return userKeyAt(Buffer.from(profile), 0);
}

/** The same of the profile that starts at `start`, a compact JSON object. */
export function userKeyAt(bytes: Uint8Array, start: number): UserKey | null {
  let objectId: string | null = null;
  for (let at = start + 1; bytes[at] === quote; ) {
    const valueStart = stringEndAt(bytes, at) + ":".length;
    const end = valueEndAt(bytes, valueStart);
    const isIdentity = isAt(bytes, at, identityKey);
    if (isIdentity || isAt(bytes, at, objectIdKey)) {
      const value = textAt(bytes, valueStart, end);
      const isKey = value !== "null" && value !== '""';
      if (isKey && isIdentity) return { by: "identity", value };
      if (isKey) objectId = value;
    }
    at = bytes[end] === comma ? end + 1 : end;
  }
  return objectId === null ? null : { by: "objectId", value: objectId };
}

function isAt(bytes: Uint8Array, start: number, part: Uint8Array): boolean {
  return part.every((byte, at) => bytes[start + at] === byte);
}

const identityKey = Buffer.from('"identity":');
const objectIdKey = Buffer.from('"objectId":');
const quote = 0x22;
const comma = 0x2c;

/** The first 32 bits of the SHA-256. */
export function hashOf(key: string): number {
  return Number.parseInt(hash("sha256", key, "hex").slice(0, 8), 16);
}

/** The database of a user, or of an event without one: the same for all their events and profiles, in every load. */
export function databaseOf(key: string, databases: number): number {
  return databases === 1 ? 0 : hashOf(key) % databases;
}
