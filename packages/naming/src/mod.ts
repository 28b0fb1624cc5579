export { eventKeyText, eventKeyTexts } from "./event-key-text.ts";
export { maxKeyBytes, maxKeyTextBytes } from "./key-limits.ts";
export { objectExtension } from "./object-extension.ts";
export {
  accountKeyText,
  type EventObjectName,
  eventObjectKey,
  manifestKey,
  objectKeyPrefix,
  type ProfileObjectName,
  profileObjectKey,
} from "./object-key.ts";
export { type ParsedObjectKey, parseObjectKey } from "./parse-object-key.ts";
export { runDate } from "./run-date.ts";
