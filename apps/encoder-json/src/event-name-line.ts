/** An event's name as one line of text: line breaks and control characters become `?`. */
export function eventNameLine(eventName: string): string {
  return eventName.toWellFormed().replace(/[\p{Cc}\u2028\u2029]/gu, "?");
}
