import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { Content, ExpectedContent } from "./content.ts";
import { ContentError } from "./content-error.ts";
import { PrintedTs } from "./printed-ts.ts";
import { textLines } from "./text-lines.ts";
import { type OnUser, type UserId, userIdOf } from "./user-id.ts";

const head = '<?xml version="1.0" encoding="UTF-8"?><root>';
const tail = "</root>";
/** XML 1.0 §2.2 has no such characters. */
const forbidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
const startOfEvent = /^<Event><ts>(\d{14})<\/ts>(<eventName>[^<]*<\/eventName>)/;

/** XML with one `<Event>` a line, each well-formed by itself, which makes the whole well-formed. */
export async function readXml(bytes: AsyncIterable<Uint8Array>, expected: ExpectedContent): Promise<Content> {
  const isName = nameCheck(expected.eventName);
  const ts = new PrintedTs();
  await readElements(bytes, (text, line) => {
    const [, tsText, name] = startOfEvent.exec(text) ?? [];
    if (tsText === undefined || name === undefined) throw new ContentError(`has no <Event> in line ${line}`);
    checkElement(text, line);
    if (!isName(name)) throw new ContentError(`has a record of another event in line ${line}`);
    ts.add(tsText, `line ${line}`);
  });
  return { records: ts.records, ts: ts.range() };
}

/** The same of profiles: a `<Profile>` a line. */
export async function readXmlProfiles(bytes: AsyncIterable<Uint8Array>, onUser: OnUser): Promise<Content> {
  const userIn = userReader();
  let records = 0;
  await readElements(bytes, (text, line) => {
    if (!text.startsWith("<Profile>")) throw new ContentError(`has no <Profile> in line ${line}`);
    checkElement(text, line);
    const user = userIn(text);
    if (user === "nobody") throw new ContentError(`has a profile without a user in line ${line}`);
    if (user !== null) onUser(user, `line ${line}`);
    records++;
  });
  return { records, ts: { kind: "none" } };
}

async function readElements(
  bytes: AsyncIterable<Uint8Array>,
  onElement: (text: string, line: number) => void,
): Promise<void> {
  let line = 0;
  let isClosed = false;
  for await (const text of textLines(bytes)) {
    line++;
    if (line === 1 && text !== head) throw new ContentError("does not begin with the XML declaration and <root>");
    if (line === 1) continue;
    if (isClosed) throw new ContentError(`has a line ${line} after </root>`);
    if (text === tail) isClosed = true;
    else onElement(text, line);
  }
  if (!isClosed) throw new ContentError("is cut off: </root> is missing");
}

function checkElement(text: string, line: number): void {
  const wellFormed = XMLValidator.validate(text);
  if (wellFormed !== true) throw new ContentError(`is not well-formed in line ${line}: ${wellFormed.err.msg}`);
  if (forbidden.test(text)) throw new ContentError(`has a character that XML forbids in line ${line}`);
}

/**
 * Mostly the first element is the user's identity; only where it is not, the others are read. Null for an id that is
 * empty here, as one of characters that XML forbids is.
 */
function userReader(): (profile: string) => UserId | "nobody" | null {
  const parser = new XMLParser({ ...raw, ignoreAttributes: false });
  return (profile) => {
    const [, first] = /^<Profile><identity>([^<]+)</.exec(profile) ?? [];
    if (first !== undefined) return userIdOf(first, null);
    const parsed: unknown = parser.parse(profile);
    if (!isProfileElement(parsed)) return "nobody";
    // An element with the attribute `nil` is no text.
    const { identity, objectId } = parsed.Profile;
    if (typeof identity !== "string" && typeof objectId !== "string") return "nobody";
    return userIdOf(identity, objectId);
  };
}

const raw = { trimValues: false, parseTagValue: false, processEntities: false } as const;

interface ProfileElement {
  readonly Profile: { readonly identity?: unknown; readonly objectId?: unknown };
}

function isProfileElement(value: unknown): value is ProfileElement {
  return typeof value === "object" && value !== null && "Profile" in value && typeof value.Profile === "object";
}

/** The element is the same in all lines, so it is read once. */
function nameCheck(eventName: string): (element: string) => boolean {
  const parser = new XMLParser({ trimValues: false, parseTagValue: false, htmlEntities: true });
  const expected = eventName.toWellFormed().replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "");
  let known: string | undefined;
  return (element) => {
    if (element === known) return true;
    const parsed: unknown = parser.parse(element);
    if (!isNameElement(parsed) || parsed.eventName !== expected) return false;
    known = element;
    return true;
  };
}

function isNameElement(value: unknown): value is { readonly eventName: unknown } {
  return typeof value === "object" && value !== null && "eventName" in value;
}
