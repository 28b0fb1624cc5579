import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newMasterKey } from "@sluice/config-store";
import { newCredentials } from "@sluice/servers";
import { accessKeySchema } from "@sluice/types";
import { z } from "zod";

const stackSecretsSchema = z.object({
  postgresPassword: z.string(),
  s3Root: accessKeySchema,
  masterKey: z.string(),
});
export type StackSecrets = z.infer<typeof stackSecretsSchema>;

/** The secrets of the stack whose data is in this folder: made once, kept where only the owner reads them. */
export async function stackSecrets(directory: string): Promise<StackSecrets> {
  const file = join(directory, "secrets.json");
  const kept = await readFile(file, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  if (kept !== null) return stackSecretsSchema.parse(JSON.parse(kept));
  const secrets = {
    postgresPassword: randomBytes(18).toString("base64url"),
    s3Root: newCredentials("ROOT"),
    masterKey: newMasterKey("local"),
  };
  await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  return secrets;
}
