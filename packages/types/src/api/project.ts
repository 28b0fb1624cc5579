import { z } from "zod";
import { projectRegionSchema } from "../region.ts";
import { timeZoneSchema } from "../time.ts";
import { plainText } from "./plain-text.ts";

const maxNameLength = 200;
const maxLookbackDays = 3_650;

const projectShape = {
  name: plainText(maxNameLength),
  timeZone: timeZoneSchema,
  region: projectRegionSchema,
  /** How far back a one-time export may reach. */
  lookbackDays: z.int().min(1).max(maxLookbackDays),
};

export const projectAnswerSchema = z.object({
  /** The account id. */
  id: z.string(),
  ...projectShape,
  /** The AWS region that buckets of this project should have. */
  bucketRegion: z.string(),
  /** What Sluice says when it assumes a role for this project; the role's trust policy has to ask for it. */
  externalId: z.string(),
  /** Who assumes roles: the principal for trust policies. Null when Sluice's operator has not said. */
  awsPrincipal: z.string().nullable(),
});
export type ProjectAnswer = z.infer<typeof projectAnswerSchema>;

export const projectChangeSchema = z.strictObject(projectShape).partial();
export type ProjectChangeRequest = z.infer<typeof projectChangeSchema>;

export const regionsAnswerSchema = z.object({
  items: z.array(z.object({ region: projectRegionSchema, bucketRegion: z.string(), place: z.string() })),
});
export type RegionsAnswer = z.infer<typeof regionsAnswerSchema>;
