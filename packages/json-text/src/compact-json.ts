/** Why a text is no JSON value that Sluice takes. `position` counts UTF-16 units from 0. */
export class JsonTextError extends Error {
  readonly position: number;
  readonly reason: string;

  constructor(reason: string, position: number) {
    super(`${reason} at character ${position + 1}`);
    this.name = "JsonTextError";
    this.reason = reason;
    this.position = position;
  }
}

/** Deeper values are refused: every reader has such a limit, most a lower one. */
export const maxDepth = 512;

/**
 * The text of a JSON value without white space and repeated keys (the last one wins, at the first one's place), with
 * numbers in their source text and strings as `JSON.stringify` writes them. Throws a `JsonTextError`.
 */
export function compactJson(text: string): string {
  const fast = alreadyCompact(text);
  if (fast) return text;
  const reader: Reader = { text, at: 0, depth: 0 };
  skipSpace(reader);
  const compact = readValue(reader);
  skipSpace(reader);
  if (reader.at < text.length) throw new JsonTextError("text after the value", reader.at);
  return compact;
}

/** Most machine-written JSON comes out of the platform's own parser and printer as it went in. */
function alreadyCompact(text: string): boolean {
  try {
    return nesting(text) < maxDepth && JSON.stringify(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

/** At least as deep as the text nests: brackets within strings count too, which only costs the fast path. */
function nesting(text: string): number {
  let depth = 0;
  for (let at = text.indexOf("[", 0); at >= 0 && depth < maxDepth; at = text.indexOf("[", at + 1)) depth++;
  for (let at = text.indexOf("{", 0); at >= 0 && depth < maxDepth; at = text.indexOf("{", at + 1)) depth++;
  return depth;
}

interface Reader {
  readonly text: string;
  at: number;
  depth: number;
}

function readValue(reader: Reader): string {
  const first = reader.text[reader.at];
  if (first === "{") return readNested(reader, readObject);
  if (first === "[") return readNested(reader, readArray);
  if (first === '"') return JSON.stringify(readString(reader));
  return readWord(reader);
}

function readNested(reader: Reader, read: (reader: Reader) => string): string {
  if (++reader.depth > maxDepth) throw new JsonTextError(`nested deeper than ${maxDepth} levels`, reader.at);
  const text = read(reader);
  reader.depth--;
  return text;
}

function readObject(reader: Reader): string {
  const entries = new Map<string, string>();
  readList(reader, "}", () => {
    if (reader.text[reader.at] !== '"') throw new JsonTextError("a key must be a string", reader.at);
    const key = JSON.stringify(readString(reader));
    skipSpace(reader);
    if (reader.text[reader.at] !== ":") throw new JsonTextError("':' expected after a key", reader.at);
    reader.at++;
    skipSpace(reader);
    entries.set(key, readValue(reader));
  });
  return `{${[...entries].map(([key, value]) => `${key}:${value}`).join(",")}}`;
}

function readArray(reader: Reader): string {
  const items: string[] = [];
  readList(reader, "]", () => items.push(readValue(reader)));
  return `[${items.join(",")}]`;
}

/** Reads from an opening bracket to its closing one, with commas between the items. */
function readList(reader: Reader, close: string, readItem: () => void): void {
  reader.at++;
  skipSpace(reader);
  if (reader.text[reader.at] === close) {
    reader.at++;
    return;
  }
  for (;;) {
    readItem();
    skipSpace(reader);
    const next = reader.text[reader.at];
    if (next !== "," && next !== close) throw new JsonTextError(`',' or '${close}' expected`, reader.at);
    reader.at++;
    if (next === close) return;
    skipSpace(reader);
  }
}

function readString(reader: Reader): string {
  const start = reader.at;
  stringToken.lastIndex = start;
  const token = stringToken.exec(reader.text)?.[0];
  if (token === undefined) throw new JsonTextError("a string that is not closed or not valid", start);
  reader.at += token.length;
  return String(JSON.parse(token));
}

/** RFC 8259 §7. */
const stringToken = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
/** RFC 8259 §3 and §6. */
const wordToken = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function readWord(reader: Reader): string {
  wordToken.lastIndex = reader.at;
  const word = wordToken.exec(reader.text)?.[0];
  if (word === undefined) {
    throw new JsonTextError(reader.at < reader.text.length ? "not a JSON value" : "the text ends too early", reader.at);
  }
  reader.at += word.length;
  return word;
}

function skipSpace(reader: Reader): void {
  space.lastIndex = reader.at;
  space.test(reader.text);
  reader.at = space.lastIndex;
}

const space = /[ \t\n\r]*/y;
