import { type Encoder, showText, textBlockEncoder } from "@sluice/encoding";
import { eventTextsAt, profileTexts } from "@sluice/record-batch";
import type { ProfileBatch } from "@sluice/types";

/** Each record's id on a line of its own: all that the worker's tests need to know of a format. */
export const linesEncoder: Encoder = {
  format: "json",
  container: () => "gzip",
  show: showText,
  open: (context) =>
    textBlockEncoder(
      { head: "", tail: "", record: (batch, index, out) => out.text(`${eventTextsAt(batch, index).eventId}\n`) },
      context,
    ),
  openProfiles: (context) =>
    textBlockEncoder(
      { head: "", tail: "", record: (batch: ProfileBatch, index, out) => out.text(`${profileTexts(batch)[index]}\n`) },
      context,
    ),
};
