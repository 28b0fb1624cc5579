import { SluiceError } from "@sluice/types";

/** `eventName` is null for profiles. */
export function unplannedKey(eventName: string | null, key: string): SluiceError {
  const what = eventName === null ? "profile" : `record of the event "${eventName}"`;
  return new SluiceError({
    code: "encode.unplanned_key",
    message: `A ${what} has the key "${key}", which the run's plan does not know, so that no CSV column could hold it. Create a new export of the same time; if it fails too, load ${eventName === null ? "the profile" : "the event"} again.`,
    retryable: false,
  });
}
