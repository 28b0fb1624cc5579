import type { ByteBuffer } from "@sluice/bytes";
import { type Encoder, showText, textBlockEncoder, tsFormatter } from "@sluice/encoding";
import { type EventBatch, eventLine, type ProfileBatch } from "@sluice/types";
import { elementWriter } from "./element-tree.ts";
import { entryNames, entryWriter, type ObjectWriter } from "./entry-list.ts";
import { escapedText, writeEscaped, xmlCharacters } from "./xml-text.ts";

/** XML 1.0, UTF-8: a `<root>` with one `<Event>` a line. */
export const xmlEncoder: Encoder = {
  format: "xml",
  container: () => "gzip",
  show: showText,
  open(context) {
    const { timeZone, options, schema } = context;
    const ts = tsFormatter(timeZone);
    const profile = elementWriter(entryNames(schema.profile));
    const deviceInfo = optionalPart("deviceInfo", elementWriter(entryNames(schema.deviceInfo)));
    const eventProps = entryWriter(entryNames(schema.eventProps));
    const sessionProps = optionalPart("sessionProps", entryWriter(entryNames(schema.sessionProps)));
    const afterTs = Buffer.concat([
      Buffer.from("</ts><eventName>"),
      escapedText(context.eventName),
      Buffer.from("</eventName>"),
    ]);
    return textBlockEncoder(
      {
        head,
        tail,
        record(batch, index, out) {
          const { lines } = batch;
          const digits = ts(batch.tsMs[index] ?? 0);
          out.append(beforeTs);
          out.append(digits);
          out.append(afterTs);
          if (options.eventId) writeEventId(out, batch, index);
          out.append(beforeProfile);
          profile(out, lines, (batch.starts[index] ?? 0) + eventLine.profile);
          out.append(afterProfile);
          const deviceInfoPlace = batch.deviceInfoPlaces[index] ?? 0;
          if (deviceInfoPlace > 0) deviceInfo(out, lines, deviceInfoPlace);
          out.append(beforeEventProps);
          eventProps(out, lines, (batch.tsPlaces[index] ?? 0) + eventLine.eventProps);
          out.append(afterEventProps);
          const sessionPropsPlace = batch.sessionPropsPlaces[index] ?? 0;
          if (sessionPropsPlace > 0) sessionProps(out, lines, sessionPropsPlace);
          out.append(eventEnd);
        },
      },
      context,
    );
  },
  /** One `<Profile>` a line: what every user has as elements, the rest as entries of `<profileProps>`. */
  openProfiles(context) {
    const known = elementWriter(xmlCharacters, (key) => knownKeys.has(key));
    const others = optionalPart(
      "profileProps",
      entryWriter(entryNames(context.keys), (key) => !knownKeys.has(key)),
    );
    return textBlockEncoder(
      {
        head,
        tail,
        record({ lines, starts }: ProfileBatch, index, out) {
          const start = starts[index] ?? 0;
          out.append(profileStart);
          known(out, lines, start);
          others(out, lines, start);
          out.append(profileEnd);
        },
      },
      context,
    );
  },
};

const head = '<?xml version="1.0" encoding="UTF-8"?><root>\n';
const tail = "</root>\n";
const beforeTs = Buffer.from("<Event><ts>");
const beforeEventId = Buffer.from("<eventId>");
const afterEventId = Buffer.from("</eventId>");
const beforeProfile = Buffer.from("<profile>");
const afterProfile = Buffer.from("</profile>");
const beforeEventProps = Buffer.from("<eventProps>");
const afterEventProps = Buffer.from("</eventProps>");
const eventEnd = Buffer.from("</Event>\n");
const profileStart = Buffer.from("<Profile>");
const profileEnd = Buffer.from("</Profile>\n");

const knownKeys = new Set([
  ...["identity", "objectId", "all_identities", "platform"],
  ...["phone", "name", "email", "push_token"],
]);

function writeEventId(out: ByteBuffer, { ids, idStarts }: EventBatch, index: number): void {
  out.append(beforeEventId);
  writeEscaped(out, ids, idStarts[index] ?? 0, idStarts[index + 1] ?? 0);
  out.append(afterEventId);
}

/** A part that is there only when it says something. */
function optionalPart(tag: string, content: ObjectWriter): ObjectWriter {
  const opening = Buffer.from(`<${tag}>`);
  const closing = Buffer.from(`</${tag}>`);
  return (out, bytes, start) => {
    const before = out.length;
    out.append(opening);
    const empty = out.length;
    content(out, bytes, start);
    if (out.length === empty) out.length = before;
    else out.append(closing);
  };
}
