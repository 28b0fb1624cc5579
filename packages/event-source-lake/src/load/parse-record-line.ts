import { type EventRecord, eventRecord } from "./event-record.ts";
import { type BadLine, badLine, type InputLine } from "./line-batch.ts";
import { BadLineError, type LineRules, lineFields } from "./line-fields.ts";
import { type ProfileRecord, profileRecord } from "./profile-record.ts";

export type LoadedRecord = { readonly event: EventRecord } | { readonly profile: ProfileRecord };

/** What a line holds, or why it cannot be loaded. */
export function readRecord(line: InputLine, rules: LineRules): LoadedRecord | BadLine {
  if ("reason" in line) return line;
  try {
    return parseRecordLine(line.text, line.line, rules);
  } catch (error) {
    if (error instanceof BadLineError) return badLine(line.line, error);
    throw error;
  }
}

/** Reads one line, which says with its `type` what it holds. Throws a `BadLineError`. */
function parseRecordLine(line: string, lineNumber: number, rules: LineRules): LoadedRecord {
  const fields = lineFields(line, rules);
  switch (fields.get("type")) {
    case '"event"':
      return { event: eventRecord(fields, lineNumber, rules) };
    case '"profile"':
      return { profile: profileRecord(fields, rules) };
    default:
      throw new BadLineError('has neither "type": "event" nor "type": "profile"');
  }
}
