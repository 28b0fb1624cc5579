import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Encoder } from "../encoder.ts";
import { encodeSample, encodeSampleProfiles, unwrapped } from "./encode-sample.ts";
import { goldenCases } from "./golden-cases.ts";

/**
 * Holds an encoder's bytes against those on file, object by object: how many records, how many bytes before they are
 * compressed, and their SHA-256. The files were made by the encoders of the commit c4a3bdb, which built every record from
 * strings, before records travelled as lines of bytes. Only a change that is meant to change bytes changes them
 * (`vitest -u`).
 */
export function goldenObjects<Footer>(encoder: Encoder<Footer>): void {
  const { format } = encoder;
  test(`${format} objects have the bytes that they always had`, { timeout: 120_000 }, async () => {
    const found: Record<string, string[]> = {};
    for (const { name, kind, sample } of goldenCases(format)) {
      const encode = kind === "events" ? encodeSample<Footer> : encodeSampleProfiles<Footer>;
      const objects = await encode({ ...sample, encoder });
      found[name] = objects.map((object) => {
        const bytes = unwrapped(encoder, object, sample.options);
        const sha256 = createHash("sha256").update(bytes).digest("hex");
        return `${object.records} records, ${bytes.byteLength} bytes, ${sha256}`;
      });
    }
    const file = fileURLToPath(new URL(`../../fixtures/golden-objects/${format}.json`, import.meta.url));
    await expect(`${JSON.stringify(found, null, 2)}\n`).toMatchFileSnapshot(file);
  });
}
