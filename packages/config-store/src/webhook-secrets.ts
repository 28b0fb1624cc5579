import { SluiceError } from "@sluice/types";
import { eq, sql } from "drizzle-orm";
import { webhookNotFound } from "./errors.ts";
import type { ConfigDb } from "./open-config-store.ts";
import { webhooks } from "./schema/tables.ts";
import { type MasterKeys, type SealPlace, seal, unseal } from "./sealed-credentials.ts";
import { type Webhook, webhookOf, webhookRow } from "./webhook-row.ts";

/** How long a secret still signs after it was rolled. */
const rollOverlapMs = 24 * 3_600_000;

/** The new secret signs from now on, and the one that it replaces signs beside it for a day. */
export async function rollWebhookSecret(
  { db }: ConfigDb,
  keys: MasterKeys,
  { projectId, id, secret, nowMs = Date.now() }: RolledSecret,
): Promise<Webhook> {
  return db.transaction(async (tx) => {
    const row = await webhookRow(tx, projectId, id);
    const { masterKeyId, sealed } = seal(keys, secretPlace(row.id), secret);
    const [rolled] = await tx
      .update(webhooks)
      .set({
        masterKeyId,
        sealedSecret: sealed,
        previousMasterKeyId: sql`${webhooks.masterKeyId}`,
        previousSealedSecret: sql`${webhooks.sealedSecret}`,
        previousUntil: new Date(nowMs + rollOverlapMs),
      })
      .where(eq(webhooks.id, row.id))
      .returning();
    if (!rolled) throw webhookNotFound(id);
    return webhookOf(rolled);
  });
}

export interface RolledSecret {
  readonly projectId: string;
  readonly id: string;
  readonly secret: string;
  readonly nowMs?: number;
}

/** What messages are signed with at present, the newest secret first; goes into signatures and nowhere else. */
export async function openSigningSecrets(
  { db }: ConfigDb,
  keys: MasterKeys,
  id: string,
  nowMs = Date.now(),
): Promise<readonly string[]> {
  const [row] = await db.select().from(webhooks).where(eq(webhooks.id, id));
  if (!row) throw webhookNotFound(id);
  const current = unseal(keys, secretPlace(id), { masterKeyId: row.masterKeyId, sealed: row.sealedSecret });
  return (row.previousUntil?.getTime() ?? 0) <= nowMs ? [current] : [current, ...previousSecret(keys, row)];
}

/** None where it can't be opened, which may well be why it was rolled. */
function previousSecret(keys: MasterKeys, row: typeof webhooks.$inferSelect): readonly string[] {
  const { id, previousMasterKeyId: masterKeyId, previousSealedSecret: sealed } = row;
  if (masterKeyId === null || sealed === null) return [];
  try {
    return [unseal(keys, secretPlace(id), { masterKeyId, sealed })];
  } catch (error) {
    if (error instanceof SluiceError) return [];
    throw error;
  }
}

export function secretPlace(id: string): SealPlace {
  return { owner: "webhook", text: `webhook/${id}` };
}
