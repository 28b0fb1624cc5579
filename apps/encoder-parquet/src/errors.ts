import { SluiceError } from "@sluice/types";

export function unplannedKey(eventName: string, key: string): SluiceError {
  return new SluiceError({
    code: "encode.unplanned_key",
    message: `A record of the event "${eventName}" has the key "${key}", which the run's plan does not know, so that no Parquet column could hold it. Create a new export of the same time; if it fails too, load the event again.`,
    retryable: false,
  });
}
