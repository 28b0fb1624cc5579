import { KeyTable, numberText, scanArray, scanObject, stringValue } from "@sluice/json-text";
import type { EpochMs, KeyTypes } from "@sluice/types";
import type { LoadFile } from "../lake-layout.ts";

/** A request to forget somebody. */
export interface ForgetOrder {
  /** By it the lake's log knows what was done: who goes on with it later counts nothing twice. */
  readonly request: string;
  /** By the text of an `identity` or of an `objectId`. */
  readonly user: { readonly by: "identity" | "objectId"; readonly value: string };
  /** When it was asked for. Records captured later are new data, and stay. */
  readonly untilMs: EpochMs;
}

/** Tells which profiles of a load are to be forgotten. */
export interface UserMatcher {
  /** Whoever's profile holds none of these texts is somebody else; null where only a look at the profile tells. */
  readonly needles: readonly string[] | null;
  /** The place of the order that a profile, a compact JSON object, falls under; -1 where there is none. */
  readonly orderOf: (profile: string, capturedAtMs: EpochMs) => number;
}

/** Searching for more of them takes longer than looking at the profiles. */
const maxNeedles = 16;

/**
 * A user's are the profiles with this `identity`, a string or a number, and those that list it among `all_identities`,
 * as each of those is the same user; or those with this `objectId`.
 */
export function userMatcher(orders: readonly ForgetOrder[], load: LoadFile): UserMatcher {
  const byIdentity = placesOf(orders, "identity");
  const byObjectId = placesOf(orders, "objectId");
  const keys = new KeyTable();
  return {
    needles: needlesOf(orders, load),
    orderOf(profile, capturedAtMs) {
      let found = -1;
      const look = (places: ReadonlyMap<string, readonly number[]>, text: string): void => {
        for (const place of places.get(text) ?? []) {
          if (found < 0 && capturedAtMs <= (orders[place]?.untilMs ?? 0)) found = place;
        }
      };
      const lookAt = (places: ReadonlyMap<string, readonly number[]>, source: string): void => {
        if (source.startsWith('"')) look(places, stringValue(source));
        if (!/^[-\d]/.test(source)) return;
        look(places, source);
        look(places, numberText(source));
      };
      scanObject(profile, keys, (key, text, start, end) => {
        const name = keys.keys[key];
        if (name === "identity") lookAt(byIdentity, text.slice(start, end));
        else if (name === "objectId") lookAt(byObjectId, text.slice(start, end));
        else if (name === "all_identities") for (const one of listed(text.slice(start, end))) lookAt(byIdentity, one);
      });
      return found;
    },
  };
}

/** The places of the orders that name a user so, by the user's text. */
function placesOf(orders: readonly ForgetOrder[], by: ForgetOrder["user"]["by"]): ReadonlyMap<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, { user }] of orders.entries()) {
    if (user.by === by) places.set(user.value, [...(places.get(user.value) ?? []), place]);
  }
  return places;
}

function needlesOf(orders: readonly ForgetOrder[], load: LoadFile): readonly string[] | null {
  if (orders.length > maxNeedles) return null;
  const needles: string[] = [];
  for (const { user } of orders) {
    const isNumeric = /^-?\d/.test(user.value);
    if (isNumeric && hasFractions(user.by, load)) return null;
    needles.push(isNumeric ? user.value : JSON.stringify(user.value));
  }
  return needles;
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
