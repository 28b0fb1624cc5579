import type { ShownOutput } from "./encoder.ts";

/** How a format of text is shown: as it is. Of a character that is cut through nothing is left. */
export async function showText(object: Uint8Array, maxBytes: number): Promise<ShownOutput> {
  const isCut = object.byteLength > maxBytes;
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return { shown: { kind: "text", text: decoder.decode(object.subarray(0, maxBytes), { stream: isCut }) }, isCut };
}
