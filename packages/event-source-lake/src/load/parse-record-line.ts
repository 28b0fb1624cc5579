import { type EventRecord, eventRecord } from "./event-record.ts";
import { BadLineError, lineFields } from "./line-fields.ts";
import { type ProfileRecord, profileRecord } from "./profile-record.ts";

export type LoadedRecord = { readonly event: EventRecord } | { readonly profile: ProfileRecord };

/** Reads one line, which says with its `type` what it holds. Throws a `BadLineError`. */
export function parseRecordLine(line: string, lineNumber: number): LoadedRecord {
  const fields = lineFields(line);
  switch (fields.get("type")) {
    case '"event"':
      return { event: eventRecord(fields, lineNumber) };
    case '"profile"':
      return { profile: profileRecord(fields) };
    default:
      throw new BadLineError('has neither "type": "event" nor "type": "profile"');
  }
}
