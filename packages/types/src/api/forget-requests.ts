import { z } from "zod";
import { instantSchema } from "../time.ts";
import { pageOf } from "./paging.ts";
import { statedErrorSchema } from "./problem.ts";

/** By what a user is named who is to be forgotten. */
export const userNamedBySchema = z
  .enum(["identity", "objectId"])
  .meta({ id: "UserNamedBy", description: "The key of a profile that says whose it is." });

/** A user who is to be forgotten. */
export const namedUserSchema = z.object({ by: userNamedBySchema, value: z.string().min(1) });
export type NamedUser = z.infer<typeof namedUserSchema>;

export const forgetStatusSchema = z
  .enum(["Pending", "Running", "Done", "Failed"])
  .meta({ id: "ForgetStatus", description: "Once it is Done, no export that is planned finds the user." });
export type ForgetStatus = z.infer<typeof forgetStatusSchema>;

export const forgetRequestAnswerSchema = z
  .object({
    id: z.string(),
    status: forgetStatusSchema,
    requestedBy: z.string().describe("The token that asked."),
    requestedAt: instantSchema.describe("Records that were loaded later are new data, and stay."),
    endedAt: instantSchema.nullable(),
    events: z.int().nullable().describe("How many events have left the lake; null before it is Done."),
    profiles: z.int().nullable().describe("How many states of the user have left the lake; null before it is Done."),
    error: statedErrorSchema.nullable().describe("Why it failed for good."),
  })
  .meta({ id: "ForgetRequest", description: "That a user was to be forgotten. It doesn't say who it was." });
export type ForgetRequestAnswer = z.infer<typeof forgetRequestAnswerSchema>;

export const forgetRequestsAnswerSchema = pageOf(forgetRequestAnswerSchema).meta({ id: "ForgetRequestPage" });
