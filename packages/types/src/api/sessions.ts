import { z } from "zod";
import { instantSchema } from "../time.ts";
import { tokenRoleSchema } from "./tokens.ts";

export const signInSchema = z
  .union([
    z.strictObject({ token: z.string().min(1).max(200).describe("An API token.") }).meta({ id: "SignInByToken" }),
    z
      .strictObject({ code: z.string().min(1).max(200).describe("Of a link that signs in once.") })
      .meta({ id: "SignInByCode" }),
  ])
  .meta({ id: "SignIn" });
export type SignInRequest = z.infer<typeof signInSchema>;

export const sessionAnswerSchema = z
  .object({
    projects: z
      .array(
        z
          .object({
            id: z.string().describe("The account id; requests name it in the header `Sluice-Project`."),
            name: z.string(),
            role: tokenRoleSchema,
            tokenId: z.string().describe("The API token that this browser signed in with."),
            tokenName: z.string(),
          })
          .meta({ id: "SessionProject" }),
      )
      .describe("What this browser is signed in to, by name."),
    expiresAt: instantSchema.describe("When the session ends at the latest; it ends earlier after a day without use."),
    temporalUi: z
      .string()
      .nullable()
      .describe(
        "Temporal's page of the namespace that runs are in, with each workflow's below it; null when the operator has not said.",
      ),
  })
  .meta({ id: "Session" });
export type SessionAnswer = z.infer<typeof sessionAnswerSchema>;

export const signedInAnswerSchema = sessionAnswerSchema
  .extend({ project: z.string().describe("The project that was signed in to.") })
  .meta({ id: "SignedIn" });

export const signInCodeAnswerSchema = z
  .object({
    code: z.string().describe("Signs in once: the page opens with it as `/sign-in#CODE`."),
    expiresAt: instantSchema,
  })
  .meta({ id: "SignInCode" });
export type SignInCodeAnswer = z.infer<typeof signInCodeAnswerSchema>;
