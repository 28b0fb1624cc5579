import { z } from "zod";
import { instantSchema } from "../time.ts";
import { pageOf } from "./paging.ts";
import { plainText } from "./plain-text.ts";

const maxNameLength = 200;

export const tokenRoleSchema = z
  .enum(["admin", "viewer"])
  .meta({ id: "TokenRole", description: "A viewer's token reads; an admin's changes things, too." });
export type TokenRole = z.infer<typeof tokenRoleSchema>;

export const newTokenSchema = z
  .strictObject({
    name: plainText(maxNameLength),
    role: tokenRoleSchema.default("viewer"),
    expiresAt: instantSchema
      .nullable()
      .default(null)
      .describe("Lets nobody in from then on; null for a token that stays."),
  })
  .meta({ id: "NewToken" });
export type NewTokenRequest = z.input<typeof newTokenSchema>;

export const tokenAnswerSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: tokenRoleSchema,
    hint: z.string().describe("The token's last characters, by which its owner knows it again."),
    createdBy: z.string().describe("The token or the command that made it."),
    createdAt: instantSchema,
    expiresAt: instantSchema.nullable(),
    lastUsedAt: instantSchema.nullable().describe("To the minute; null before its first use."),
    revokedAt: instantSchema.nullable(),
    revokedBy: z.string().nullable(),
  })
  .meta({ id: "Token" });
export type TokenAnswer = z.infer<typeof tokenAnswerSchema>;

export const tokenWithTextAnswerSchema = tokenAnswerSchema
  .extend({ token: z.string().describe("What requests send. It is shown this once and kept nowhere.") })
  .meta({ id: "TokenWithText" });
export type TokenWithTextAnswer = z.infer<typeof tokenWithTextAnswerSchema>;

export const tokensAnswerSchema = pageOf(tokenAnswerSchema).meta({ id: "TokenList" });
