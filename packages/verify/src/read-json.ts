import type { Content, ExpectedContent } from "./content.ts";
import { ContentError } from "./content-error.ts";
import { PrintedTs } from "./printed-ts.ts";
import { textLines } from "./text-lines.ts";
import { type OnUser, userIdOf } from "./user-id.ts";

/** JSON lines: the event's name first unless the run left it out, then an object a line. */
export async function readJson(bytes: AsyncIterable<Uint8Array>, expected: ExpectedContent): Promise<Content> {
  const { eventName, options } = expected;
  const hasHeader = options.jsonHeader !== "none";
  const ts = new PrintedTs();
  let line = 0;
  for await (const text of textLines(bytes)) {
    line++;
    if (hasHeader && line === 1) {
      if (text !== headerOf(eventName)) throw new ContentError(`has not the event's name as its first line`);
      continue;
    }
    const record = recordIn(text, line);
    if (!hasHeader && record.eventName !== eventName.toWellFormed()) {
      throw new ContentError(`has a record of another event in line ${line}`);
    }
    ts.add(String(record.ts), `line ${line}`);
  }
  if (hasHeader && line === 0) throw new ContentError("has no first line with the event's name");
  return { records: ts.records, ts: ts.range() };
}

/** A profile a line, without anything else. */
export async function readJsonProfiles(bytes: AsyncIterable<Uint8Array>, onUser: OnUser): Promise<Content> {
  let records = 0;
  for await (const text of textLines(bytes)) {
    const { identity, objectId } = recordIn(text, ++records);
    const user = userIdOf(identity, objectId);
    if (user === null) throw new ContentError(`has a profile without a user in line ${records}`);
    onUser(user, `line ${records}`);
  }
  return { records, ts: { kind: "none" } };
}

interface JsonRecord {
  readonly ts?: unknown;
  readonly eventName?: unknown;
  readonly identity?: unknown;
  readonly objectId?: unknown;
}

function recordIn(text: string, line: number): JsonRecord {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Said below.
  }
  throw new ContentError(`has no JSON object in line ${line}`);
}

function headerOf(eventName: string): string {
  return eventName.toWellFormed().replace(/[\p{Cc}\u2028\u2029]/gu, "?");
}
