import { type Encoder, showText, textBlockEncoder, tsFormatter } from "@sluice/encoding";
import type { ProfileBatch } from "@sluice/types";
import { eventNameLine } from "./event-name-line.ts";

/** One event a line (UTF-8, LF), values as the source has them. Line 1 is the event's name, unless left out. */
export const jsonEncoder: Encoder = {
  format: "json",
  container: () => "gzip",
  show: showText,
  open(context) {
    const { eventName, timeZone, options } = context;
    const ts = tsFormatter(timeZone);
    const hasHeader = options.jsonHeader === "eventName";
    const name = hasHeader ? "" : `,"eventName":${JSON.stringify(eventName)}`;
    return textBlockEncoder(
      {
        head: hasHeader ? `${eventNameLine(eventName)}\n` : "",
        tail: "",
        record(batch, index) {
          const id = options.eventId ? `,"eventId":${JSON.stringify(batch.eventIds[index])}` : "";
          const deviceInfo = part("deviceInfo", batch.deviceInfos[index]);
          const sessionProps = part("sessionProps", batch.sessionProps[index]);
          return `{"profile":${batch.profiles[index]},"ts":${jsonNumber(ts(batch.tsMs[index] ?? 0))}${id}${name},"eventProps":${batch.eventProps[index]}${deviceInfo}${sessionProps}}\n`;
        },
      },
      context,
    );
  },
  /** One profile a line, as the source has it. */
  openProfiles(context) {
    const record = ({ profiles }: ProfileBatch, index: number) => `${profiles[index]}\n`;
    return textBlockEncoder({ head: "", tail: "", record }, context);
  },
};

/** A part that is there only when it says something. */
function part(name: string, text = "{}"): string {
  return text === "{}" ? "" : `,"${name}":${text}`;
}

/** JSON numbers have no leading zeros, which years before 1000 have. */
function jsonNumber(ts: string): string {
  return ts.startsWith("0") || ts.startsWith("-") ? String(BigInt(ts)) : ts;
}
