import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Secret } from "./places/find-secrets.ts";
import type { ThreeEndings } from "./three-endings.ts";

const stackSecretsSchema = z.object({ postgresPassword: z.string() });

/** Every secret of a stack and its customer. Whatever Sluice is given to keep or makes from now on belongs in this list. */
export async function plantedSecrets({
  stack,
  customer,
  webhook,
  wrongSecret,
  forgotten,
}: ThreeEndings): Promise<Secret[]> {
  const kept = stackSecretsSchema.parse(JSON.parse(await readFile(join(stack.directory, "secrets.json"), "utf8")));
  const { urls } = stack.nats;
  const [, masterKey = ""] = stack.masterKey.split(":");
  return [
    { name: "secret access key", text: customer.bucket.credentials.secretAccessKey },
    { name: "secret access key that is wrong", text: wrongSecret },
    { name: "identity of a user who was forgotten", text: forgotten },
    { name: "API token", text: customer.token },
    { name: "master key", text: masterKey },
    { name: "bytes of the master key", text: Buffer.from(masterKey, "base64") },
    { name: "signing secret of a webhook", text: webhook.secret },
    { name: "bytes of that", text: Buffer.from(webhook.secret.replace("whsec_", ""), "base64") },
    { name: "database password", text: kept.postgresPassword },
    { name: "NATS password of config-api", text: new URL(urls["config-api"]).password },
    { name: "NATS password of workflow-service", text: new URL(urls["workflow-service"]).password },
    { name: "NATS password of encoders", text: new URL(urls.encoder).password },
  ];
}
