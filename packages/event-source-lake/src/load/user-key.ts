import { hash } from "node:crypto";
import { KeyTable, scanObject } from "@sluice/json-text";

/** By what a profile says whose it is. */
export interface UserKey {
  readonly by: "identity" | "objectId";
  /** JSON text: 5 and "5" are two users. */
  readonly value: string;
}

/** The `identity` of a profile, or else its `objectId`; null when both are missing, null or empty. */
export function userKeyOf(profile: string): UserKey | null {
  const keys = new KeyTable();
  let identity: string | null = null;
  let objectId: string | null = null;
  scanObject(profile, keys, (key, text, start, end) => {
    const name = keys.keys[key];
    if (name !== "identity" && name !== "objectId") return;
    const value = text.slice(start, end);
    if (value === "null" || value === '""') return;
    if (name === "identity") identity = value;
    else objectId = value;
  });
  if (identity !== null) return { by: "identity", value: identity };
  return objectId === null ? null : { by: "objectId", value: objectId };
}

/** The first 32 bits of the SHA-256. */
export function hashOf(key: string): number {
  return Number.parseInt(hash("sha256", key, "hex").slice(0, 8), 16);
}

/** The database of a user, or of an event without one: the same for all their events and profiles, in every load. */
export function databaseOf(key: string, databases: number): number {
  return databases === 1 ? 0 : hashOf(key) % databases;
}
