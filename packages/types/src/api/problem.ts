import { z } from "zod";

/** One bad field of a request. */
export const fieldErrorSchema = z
  .object({
    pointer: z.string().describe("RFC 6901, into the part of the request that `in` names: `/options/jsonHeader`."),
    in: z.enum(["body", "query", "header"]),
    code: z.string().optional(),
    message: z.string(),
  })
  .meta({ id: "FieldError" });
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** An error answer: RFC 9457 problem details, with a stable `code`. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("In the user's words: what went wrong, where, and what to do."),
    code: z.string(),
    errors: z.array(fieldErrorSchema).optional(),
    httpRequestId: z
      .string()
      .optional()
      .describe("Finds the request in the service's log; also in the answer's header `X-Request-Id`."),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problemSchema>;

/** Something that was accepted and that the user may not have meant. */
export const warningSchema = z.object({ code: z.string(), message: z.string() }).meta({ id: "Warning" });
export type Warning = z.infer<typeof warningSchema>;

/** A stable code, in the user's words. */
export const statedErrorSchema = z.object({ code: z.string(), message: z.string() }).meta({ id: "StatedError" });
