import { hash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { ConfigDb } from "./open-config-store.ts";
import { apiTokens } from "./schema/tables.ts";

export const roleSchema = z.enum(["admin", "viewer"]);
export type Role = z.infer<typeof roleSchema>;

export interface ApiToken {
  readonly projectId: string;
  readonly name: string;
  readonly role: Role;
}

/** Makes a token and gives its text, which is stored nowhere. */
export async function createApiToken({ db }: ConfigDb, token: ApiToken): Promise<string> {
  const text = `sluice_${randomBytes(30).toString("base64url")}`;
  await db.insert(apiTokens).values({ ...token, hash: hashOf(text) });
  return text;
}

export async function findApiToken({ db }: ConfigDb, text: string): Promise<ApiToken | null> {
  const [row] = await db
    .select()
    .from(apiTokens)
    .where(eq(apiTokens.hash, hashOf(text)));
  return row ? { projectId: row.projectId, name: row.name, role: roleSchema.parse(row.role) } : null;
}

/** A token is random and long, so a plain hash can't be searched for it. */
function hashOf(text: string): string {
  return hash("sha256", text, "hex");
}
