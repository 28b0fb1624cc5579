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
  lookbackDays: z.int().min(1).max(maxLookbackDays).describe("How far back a one-time export may reach."),
};

export const projectAnswerSchema = z
  .object({
    id: z.string().describe("The account id."),
    ...projectShape,
    bucketRegion: z.string().describe("The AWS region that buckets of this project should have."),
    externalId: z
      .string()
      .describe("What Sluice says when it assumes a role for this project; the role's trust policy has to ask for it."),
    awsPrincipal: z
      .string()
      .nullable()
      .describe("Who assumes roles: the principal for trust policies. Null when Sluice's operator has not said."),
  })
  .meta({ id: "Project" });
export type ProjectAnswer = z.infer<typeof projectAnswerSchema>;

export const projectChangeSchema = z.strictObject(projectShape).partial().meta({ id: "ProjectChange" });
export type ProjectChangeRequest = z.infer<typeof projectChangeSchema>;

export const regionsAnswerSchema = z
  .object({
    items: z.array(
      z.object({ region: projectRegionSchema, bucketRegion: z.string(), place: z.string() }).meta({ id: "Region" }),
    ),
  })
  .meta({ id: "RegionList" });
export type RegionsAnswer = z.infer<typeof regionsAnswerSchema>;
