import { type Encoder, showText, textBlockEncoder, tsFormatter } from "@sluice/encoding";
import { eventTextsAt, profileTexts } from "@sluice/record-batch";
import type { ProfileBatch } from "@sluice/types";
import { elementWriter } from "./element-tree.ts";
import { entryNames, entryWriter } from "./entry-list.ts";
import { escapeXml, xmlCharacters } from "./xml-text.ts";

/** XML 1.0, UTF-8: a `<root>` with one `<Event>` a line. */
export const xmlEncoder: Encoder = {
  format: "xml",
  container: () => "gzip",
  show: showText,
  open(context) {
    const { timeZone, options, schema } = context;
    const ts = tsFormatter(timeZone);
    const eventName = `<eventName>${escapeXml(context.eventName.toWellFormed())}</eventName>`;
    const profile = elementWriter(entryNames(schema.profile));
    const deviceInfo = elementWriter(entryNames(schema.deviceInfo));
    const eventProps = entryWriter(entryNames(schema.eventProps));
    const sessionProps = entryWriter(entryNames(schema.sessionProps));
    return textBlockEncoder(
      {
        head,
        tail,
        record(batch, index, out) {
          const texts = eventTextsAt(batch, index);
          const id = options.eventId ? eventIdElement(texts.eventId) : "";
          const device = part("deviceInfo", deviceInfo(texts.deviceInfo));
          const session = part("sessionProps", sessionProps(texts.sessionProps));
          out.text(
            `<Event><ts>${Buffer.from(ts(texts.tsMs)).toString("latin1")}</ts>${eventName}${id}<profile>${profile(texts.profile)}</profile>${device}<eventProps>${eventProps(texts.eventProps)}</eventProps>${session}</Event>\n`,
          );
        },
      },
      context,
    );
  },
  /** One `<Profile>` a line: what every user has as elements, the rest as entries of `<profileProps>`. */
  openProfiles(context) {
    const known = elementWriter(xmlCharacters, (key) => knownKeys.has(key));
    const others = entryWriter(entryNames(context.keys), (key) => !knownKeys.has(key));
    return textBlockEncoder(
      {
        head,
        tail,
        record(batch: ProfileBatch, index, out) {
          const profile = profileTexts(batch)[index] ?? "{}";
          out.text(`<Profile>${known(profile)}${part("profileProps", others(profile))}</Profile>\n`);
        },
      },
      context,
    );
  },
};

const head = '<?xml version="1.0" encoding="UTF-8"?><root>\n';
const tail = "</root>\n";

const knownKeys = new Set([
  ...["identity", "objectId", "all_identities", "platform"],
  ...["phone", "name", "email", "push_token"],
]);

function eventIdElement(eventId = ""): string {
  return `<eventId>${escapeXml(eventId.toWellFormed())}</eventId>`;
}

/** A part that is there only when it says something. */
function part(tag: string, content: string): string {
  return content === "" ? "" : `<${tag}>${content}</${tag}>`;
}
