import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type Credentials, credentialsSchema } from "@sluice/types";
import { z } from "zod";
import { type SealOwner, sealBroken, unknownMasterKey } from "./errors.ts";

/** Keys that seal secrets: the first one seals, all of them open. */
export type MasterKeys = readonly [MasterKey, ...MasterKey[]];

interface MasterKey {
  readonly id: string;
  readonly key: Buffer;
}

const keyBytes = 32;

const masterKeySchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,40}:[A-Za-z0-9+/]{43}=$/, "is not <key id>:<base64 of 32 bytes>")
  .transform((text): MasterKey => {
    const [id = "", base64 = ""] = text.split(":");
    return { id, key: Buffer.from(base64, "base64") };
  });

/** `<key id>:<base64 of 32 bytes>`, and older keys after commas. */
export const masterKeysSchema = z
  .string()
  .transform((text) => text.split(",").map((part) => part.trim()))
  .pipe(z.tuple([masterKeySchema], masterKeySchema));

export function parseMasterKeys(text: string): MasterKeys {
  return masterKeysSchema.parse(text);
}

export function newMasterKey(id: string): string {
  return `${id}:${randomBytes(keyBytes).toString("base64")}`;
}

export interface Sealed {
  readonly masterKeyId: string;
  readonly sealed: Buffer;
}

/** Where a sealed text belongs: it opens nowhere else. */
export interface SealPlace {
  /** Whose it is, as people know it. */
  readonly owner: SealOwner;
  readonly text: string;
}

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM, bound to its place: nonce, tag, text. */
export function seal([{ id, key }]: MasterKeys, place: SealPlace, secret: string): Sealed {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place.text));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return { masterKeyId: id, sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]) };
}

export function unseal(keys: MasterKeys, place: SealPlace, { masterKeyId, sealed }: Sealed): string {
  const found = keys.find(({ id }) => id === masterKeyId);
  if (!found) throw unknownMasterKey(masterKeyId, place.owner);
  try {
    const decipher = createDecipheriv("aes-256-gcm", found.key, sealed.subarray(0, nonceBytes))
      .setAAD(Buffer.from(place.text))
      .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]).toString("utf8");
  } catch {
    throw sealBroken(place.owner);
  }
}

export function sealCredentials(keys: MasterKeys, place: SealPlace, credentials: Credentials): Sealed {
  return seal(keys, place, JSON.stringify(credentials));
}

export function unsealCredentials(keys: MasterKeys, place: SealPlace, sealed: Sealed): Credentials {
  return credentialsSchema.parse(JSON.parse(unseal(keys, place, sealed)));
}

export function credentialsPlace(connectionId: string, version: number): SealPlace {
  return { owner: "connection", text: `${connectionId}/${version}` };
}

/** What people may see of credentials. */
export type ShownCredentials =
  | {
      /** `AKIA…7Q` */
      readonly accessKeyId: string;
    }
  | { readonly roleArn: string };

/** The same as it is written down beside the sealed ones. */
export function shownText(credentials: Credentials): string {
  return "roleArn" in credentials ? credentials.roleArn : maskKeyId(credentials.accessKeyId);
}

/** A masked key id shows four characters of its start, so none looks like an ARN. */
export function shownCredentials(text: string): ShownCredentials {
  return text.startsWith("arn:aws") ? { roleArn: text } : { accessKeyId: text };
}

function maskKeyId(accessKeyId: string): string {
  return accessKeyId.length <= 8
    ? `${accessKeyId.slice(0, 2)}…`
    : `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-2)}`;
}
