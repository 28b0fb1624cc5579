import { getProject, type Project, updateProject } from "@sluice/config-store";
import {
  bucketRegions,
  type ProjectAnswer,
  projectAnswerSchema,
  projectChangeSchema,
  projectRegionSchema,
  regionsAnswerSchema,
} from "@sluice/types";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer, jsonBody, noQuery } from "../http/api-router.ts";
import { v1Route } from "../http/v1-route.ts";

const tags = ["Project"];

const getRoute = v1Route({
  method: "get",
  path: "/v1/project",
  tags,
  summary: "The project that the token belongs to",
  request: { query: noQuery },
  responses: { 200: jsonAnswer(projectAnswerSchema, "The project") },
});

const patchRoute = v1Route({
  method: "patch",
  path: "/v1/project",
  tags,
  summary: "Change the project; exports to come follow it",
  request: { query: noQuery, body: jsonBody(projectChangeSchema) },
  responses: { 200: jsonAnswer(projectAnswerSchema, "The project as it is now") },
});

const regionsRoute = v1Route({
  method: "get",
  path: "/v1/regions",
  tags,
  summary: "The regions a project can be in, and where its buckets should be",
  request: { query: noQuery },
  responses: { 200: jsonAnswer(regionsAnswerSchema, "All regions") },
});

export function projectRoutes({ store, awsPrincipal }: AppDependencies) {
  const answer = (project: Project): ProjectAnswer => {
    return { ...project, bucketRegion: bucketRegions[project.region].region, awsPrincipal };
  };
  return apiRouter()
    .openapi(getRoute, async (c) => c.json(answer(await getProject(store, c.get("token").projectId)), 200))
    .openapi(patchRoute, async (c) => {
      const project = await updateProject(store, c.get("token").projectId, c.req.valid("json"));
      return c.json(answer(project), 200);
    })
    .openapi(regionsRoute, (c) => {
      const items = projectRegionSchema.options.map((region) => {
        const { region: bucketRegion, place } = bucketRegions[region];
        return { region, bucketRegion, place };
      });
      return c.json({ items }, 200);
    });
}
