import { type EpochMs, type EventBatch, eventLine, type RecordBatch } from "@sluice/types";

/** An event as texts; the four parts are compact JSON objects. */
export interface EventTexts {
  readonly eventId: string;
  readonly tsMs: EpochMs;
  readonly profile: string;
  readonly deviceInfo: string;
  readonly eventProps: string;
  readonly sessionProps: string;
}

/** A batch's events as texts: for few records, and for tests. */
export function eventTexts(batch: EventBatch): EventTexts[] {
  return Array.from({ length: batch.length }, (_, index) => eventTextsAt(batch, index));
}

/** A batch's profiles as JSON texts. */
export function profileTexts({ lines, starts, length }: RecordBatch): string[] {
  return Array.from({ length }, (_, index) => textOf(lines, starts[index], (starts[index + 1] ?? 0) - lineFeedBytes));
}

export function eventTextsAt(batch: EventBatch, index: number): EventTexts {
  const { lines, starts, ids, idStarts, tsPlaces } = batch;
  const start = starts[index] ?? 0;
  const end = (starts[index + 1] ?? 0) - eventLine.end;
  const ts = tsPlaces[index] ?? 0;
  const deviceInfo = batch.deviceInfoPlaces[index] ?? 0;
  const sessionProps = batch.sessionPropsPlaces[index] ?? 0;
  const beforeSession = sessionProps === 0 ? end : sessionProps - eventLine.beforeSessionProps;
  const beforeDevice = deviceInfo === 0 ? beforeSession : deviceInfo - eventLine.beforeDeviceInfo;
  return {
    tsMs: batch.tsMs[index] ?? 0,
    eventId: textOf(ids, idStarts[index], idStarts[index + 1]),
    profile: textOf(lines, start + eventLine.profile, ts - eventLine.beforeTs),
    eventProps: textOf(lines, ts + eventLine.eventProps, beforeDevice),
    deviceInfo: deviceInfo === 0 ? "{}" : textOf(lines, deviceInfo, beforeSession),
    sessionProps: sessionProps === 0 ? "{}" : textOf(lines, sessionProps, end),
  };
}

function textOf(bytes: Uint8Array, start = 0, end = 0): string {
  return utf8.decode(bytes.subarray(start, end));
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const lineFeedBytes = 1;
