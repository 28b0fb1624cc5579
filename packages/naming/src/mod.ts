export { eventKeyText, eventKeyTexts } from "./event-key-text.ts";
export { maxKeyBytes, maxKeyTextBytes } from "./key-limits.ts";
export { objectExtension } from "./object-extension.ts";
export { type EventObjectName, eventObjectKey, manifestKey, objectKeyPrefix } from "./object-key.ts";
export { type ParsedObjectKey, parseObjectKey } from "./parse-object-key.ts";
export { runDate } from "./run-date.ts";
