import { z } from "@hono/zod-openapi";
import { getConnection, getProject, openCredentials } from "@sluice/config-store";
import {
  bucketPolicy,
  kmsPolicy,
  limitsOfTest,
  openObjectStore,
  testConnection,
  trustPolicy,
} from "@sluice/object-store";
import { connectionPolicyAnswerSchema, connectionTestAnswerSchema } from "@sluice/types";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer, noQuery } from "../http/api-router.ts";
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
  const { store, masterKeys, roles, awsPrincipal, allowPrivateConnections: allowPrivate } = deps;
  return apiRouter()
    .openapi(testRoute, async (c) => {
      const connection = await getConnection(store, c.get("token").projectId, c.req.valid("param").id);
      const { id, credentialVersion, target } = connection;
      const credentials = await openCredentials(store, masterKeys, id, credentialVersion);
      const session = { ...credentials, sessionName: "sluice-test", roles };
      using objects = openObjectStore(target, session, { allowPrivate, limits: limitsOfTest });
      const checks = (await testConnection(objects)).map((check) => ({
        action: check.action,
        ok: check.ok,
        error: check.ok ? null : { code: check.failure.code, message: check.failure.message },
      }));
      return c.json({ ok: checks.every(({ ok }) => ok), checks }, 200);
    })
    .openapi(policyRoute, async (c) => {
      const { projectId } = c.get("token");
      const { target, credentials } = await getConnection(store, projectId, c.req.valid("param").id);
      const { externalId } = await getProject(store, projectId);
      const { bucket, prefix, region, encryption } = target;
      const policies = {
        policy: bucketPolicy(bucket),
        prefixPolicy: prefix === "" ? null : bucketPolicy(bucket, prefix),
        kmsPolicy: kmsPolicy(encryption, region),
      };
      const trust =
        "roleArn" in credentials
          ? { trustPolicy: trustPolicy(awsPrincipal, externalId), externalId }
          : { trustPolicy: null, externalId: null };
      return c.json({ bucket, prefix, ...policies, ...trust }, 200);
    });
}
