import { type Encoder, showText, textBlockEncoder } from "@sluice/encoding";
import type { ProfileBatch } from "@sluice/types";

/** Each record's id on a line of its own: all that the worker's tests need to know of a format. */
export const linesEncoder: Encoder = {
  format: "json",
  container: () => "gzip",
  show: showText,
  open: (context) =>
    textBlockEncoder({ head: "", tail: "", record: ({ eventIds }, index) => `${eventIds[index]}\n` }, context),
  openProfiles: (context) =>
    textBlockEncoder(
      { head: "", tail: "", record: ({ profiles }: ProfileBatch, index) => `${profiles[index]}\n` },
      context,
    ),
};
