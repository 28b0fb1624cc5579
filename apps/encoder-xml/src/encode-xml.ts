import { type Encoder, showText, textBlockEncoder, tsFormatter } from "@sluice/encoding";
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
        record(batch, index) {
          const id = options.eventId ? eventIdElement(batch.eventIds[index]) : "";
          const device = part("deviceInfo", deviceInfo(batch.deviceInfos[index] ?? "{}"));
          const session = part("sessionProps", sessionProps(batch.sessionProps[index] ?? "{}"));
          return `<Event><ts>${ts(batch.tsMs[index] ?? 0)}</ts>${eventName}${id}<profile>${profile(batch.profiles[index] ?? "{}")}</profile>${device}<eventProps>${eventProps(batch.eventProps[index] ?? "{}")}</eventProps>${session}</Event>\n`;
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
        record({ profiles }: ProfileBatch, index) {
          const profile = profiles[index] ?? "{}";
          return `<Profile>${known(profile)}${part("profileProps", others(profile))}</Profile>\n`;
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
