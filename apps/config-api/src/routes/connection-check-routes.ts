import { z } from "@hono/zod-openapi";
import { getConnection, getProject, openCredentials } from "@sluice/config-store";
import { limitsOfTest, openObjectStore, testConnection } from "@sluice/object-store";
import { bucketPolicy, kmsPolicy, trustPolicy } from "@sluice/policies";
import {
  type ConnectionTarget,
  type ConnectionTestAnswer,
  connectionPolicyAnswerSchema,
  connectionTestAnswerSchema,
  connectionTrialSchema,
  type OpenedCredentials,
} from "@sluice/types";
import { newTarget } from "../checks/new-target.ts";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer, jsonBody, noQuery } from "../http/api-router.ts";
import { idempotencyHeaders } from "../http/repeat-answers.ts";
import { v1Route } from "../http/v1-route.ts";

const tags = ["Connections"];
const params = z.object({ id: z.string() });

const testRoute = v1Route({
  method: "post",
  path: "/v1/connections/{id}/test",
  tags,
  summary: "Try ListBucket and PutObject with the connection's credentials",
  request: { params, query: noQuery, headers: idempotencyHeaders },
  responses: { 200: jsonAnswer(connectionTestAnswerSchema, "What worked and what did not") },
  refuses: ["connection.not_found", "credentials.unknown_master_key", "credentials.seal_broken"],
});

/** With nothing kept: no name is taken, no secret is stored. */
const trialRoute = v1Route({
  method: "post",
  path: "/v1/connections/test",
  tags,
  summary: "Try ListBucket and PutObject with credentials before they are kept",
  request: { query: noQuery, body: jsonBody(connectionTrialSchema) },
  responses: { 200: jsonAnswer(connectionTestAnswerSchema, "What worked and what did not; nothing was kept") },
});

const policyRoute = v1Route({
  method: "get",
  path: "/v1/connections/{id}/policy",
  tags,
  summary: "The policies that the access key's user or the role needs, ready to paste",
  request: { params, query: noQuery },
  responses: { 200: jsonAnswer(connectionPolicyAnswerSchema, "The policies") },
  refuses: ["connection.not_found"],
});

export function connectionCheckRoutes(deps: AppDependencies) {
  const { store, masterKeys, awsPrincipal } = deps;
  return apiRouter()
    .openapi(testRoute, async (c) => {
      const connection = await getConnection(store, c.get("token").projectId, c.req.valid("param").id);
      const { id, credentialVersion, target } = connection;
      const credentials = await openCredentials(store, masterKeys, id, credentialVersion);
      return c.json(await tested(deps, target, credentials), 200);
    })
    .openapi(trialRoute, async (c) => {
      const sent = c.req.valid("json");
      const { externalId } = await getProject(store, c.get("token").projectId);
      const credentials = "roleArn" in sent.credentials ? { ...sent.credentials, externalId } : sent.credentials;
      return c.json(await tested(deps, newTarget(deps, sent), credentials), 200);
    })
    .openapi(policyRoute, async (c) => {
      const { projectId } = c.get("token");
      const { target, credentials } = await getConnection(store, projectId, c.req.valid("param").id);
      const { externalId } = await getProject(store, projectId);
      const { bucket, prefix, region, encryption } = target;
      const ofAws = target.endpoint === null ? region : undefined;
      const policies = {
        policy: bucketPolicy(bucket, "", ofAws),
        prefixPolicy: prefix === "" ? null : bucketPolicy(bucket, prefix, ofAws),
        kmsPolicy: kmsPolicy(encryption, region),
      };
      const trust =
        "roleArn" in credentials
          ? { trustPolicy: trustPolicy(awsPrincipal, externalId), externalId }
          : { trustPolicy: null, externalId: null };
      return c.json({ bucket, prefix, ...policies, ...trust }, 200);
    });
}

async function tested(
  { roles, allowPrivateConnections: allowPrivate }: AppDependencies,
  target: ConnectionTarget,
  credentials: OpenedCredentials,
): Promise<ConnectionTestAnswer> {
  const session = { ...credentials, sessionName: "sluice-test", roles };
  using objects = openObjectStore(target, session, { allowPrivate, limits: limitsOfTest });
  const checks = (await testConnection(objects)).map((check) => ({
    action: check.action,
    ok: check.ok,
    error: check.ok ? null : { code: check.failure.code, message: check.failure.message },
  }));
  return { ok: checks.every(({ ok }) => ok), checks };
}
