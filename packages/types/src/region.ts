import { z } from "zod";

/** Where a project's data is hosted. */
export const projectRegionSchema = z.enum(["EU", "IN", "US", "SG", "SK"]).meta({ id: "ProjectRegion" });
export type ProjectRegion = z.infer<typeof projectRegionSchema>;

/** The AWS region a bucket should have for each project region. */
export const bucketRegions: Readonly<Record<ProjectRegion, { readonly region: string; readonly place: string }>> = {
  EU: { region: "eu-west-1", place: "Ireland" },
  IN: { region: "ap-south-1", place: "Mumbai" },
  US: { region: "us-west-2", place: "Oregon" },
  SG: { region: "ap-southeast-1", place: "Singapore" },
  SK: { region: "ap-northeast-2", place: "Seoul" },
};
