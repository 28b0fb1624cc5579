import { z } from "zod";

/** A name that people give: something to see, no control characters, white space around it taken away. */
export function plainText(maxLength: number) {
  return z
    .string()
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must not have control characters or line breaks")
    .trim()
    .min(1, "must not be empty")
    .max(maxLength);
}
