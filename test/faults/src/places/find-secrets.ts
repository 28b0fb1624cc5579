/** Something that must be in no place but where it belongs. */
export interface Secret {
  readonly name: string;
  readonly text: string | Uint8Array;
}

/** Bytes that a part of the system keeps or has said. */
export interface Found {
  /** Where: the part, and what of it. */
  readonly place: string;
  readonly bytes: Uint8Array;
}

/** `<secret> in <place>` for each secret that is there, as it is or in another writing. */
export function findSecrets(secrets: readonly Secret[], places: readonly Found[]): string[] {
  const forms = secrets.map(({ name, text }) => ({ name, writings: writingsOf(text) }));
  return places.flatMap(({ place, bytes }) => {
    const searched = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const there = forms.filter(({ writings }) => writings.some((writing) => searched.includes(writing)));
    return there.map(({ name }) => `${name} in ${place}`);
  });
}

/** A secret as itself, in a URL, in hexadecimal digits, and in base64 wherever in the encoded bytes it may begin. */
function writingsOf(secret: string | Uint8Array): (string | Uint8Array)[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((before) => withinBase64(bytes, before));
  const base64url = base64.map((written) => written.replaceAll("+", "-").replaceAll("/", "_"));
  const inUrls = typeof secret === "string" ? [encodeURIComponent(secret)] : [];
  return [bytes, bytes.toString("hex"), ...inUrls, ...base64, ...base64url];
}

/** Those characters that are the same whatever stands before (so many bytes, modulo 3) and after. */
function withinBase64(bytes: Buffer, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
  return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
}
