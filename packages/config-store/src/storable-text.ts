/** PostgreSQL's text takes neither NUL nor half a surrogate pair, and a message may quote an event's name. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\ufffd");
}
