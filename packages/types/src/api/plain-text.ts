import { z } from "zod";

/** A name that people give: something to see, no control characters, white space around it taken away. */
export function plainText(maxLength: number) {
  return z
    .string()
    .refine(hasNoControls, "must not have control characters or line breaks")
    .trim()
    .min(1, "must not be empty")
    .max(maxLength);
}

/** No control characters and no halves of surrogate pairs. A check, as OpenAPI has no patterns for Unicode classes. */
export function hasNoControls(text: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(text);
}
