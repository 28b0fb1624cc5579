import { type WebhookEventType, webhookEventTypeSchema } from "@sluice/types";
import { and, asc, count, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { isUuid } from "./connections.ts";
import { projectNotFound, tooManyWebhooks, webhookNameTaken, webhookNotFound } from "./errors.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { projects, webhookDeliveries, webhooks } from "./schema/tables.ts";
import { type MasterKeys, type SealPlace, seal, unseal } from "./sealed-credentials.ts";
import { isUniqueViolation } from "./store-session.ts";

export interface Webhook {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly url: string;
  readonly eventTypes: readonly WebhookEventType[];
  readonly enabled: boolean;
  /** Until then the secret before the last roll signs as well; null when there is only one. */
  readonly previousUntil: Date | null;
  readonly createdAt: Date;
}

export type WebhookSettings = Pick<Webhook, "name" | "url" | "eventTypes" | "enabled">;

export interface NewWebhook extends WebhookSettings {
  readonly projectId: string;
  readonly secret: string;
}

export const maxWebhooksPerProject = 20;
/** How long a secret still signs after it was rolled. */
const rollOverlapMs = 24 * 3_600_000;

export async function createWebhook({ db }: ConfigDb, keys: MasterKeys, wanted: NewWebhook): Promise<Webhook> {
  const { secret, eventTypes, ...settings } = wanted;
  return db.transaction(async (tx) => {
    await lockProject(tx, wanted.projectId);
    const [there] = await tx.select({ webhooks: count() }).from(webhooks).where(living(wanted.projectId));
    if ((there?.webhooks ?? 0) >= maxWebhooksPerProject) throw tooManyWebhooks(maxWebhooksPerProject);
    const id = crypto.randomUUID();
    const { masterKeyId, sealed } = seal(keys, secretPlace(id), secret);
    const row = { ...settings, id, eventTypes: [...eventTypes], masterKeyId, sealedSecret: sealed };
    const [made] = await tx.insert(webhooks).values(row).onConflictDoNothing().returning();
    if (!made) throw webhookNameTaken(wanted.name);
    return webhookOf(made);
  });
}

export async function getWebhook({ db }: ConfigDb, projectId: string, id: string): Promise<Webhook> {
  return webhookOf(await webhookRow(db, projectId, id));
}

/** Oldest first. */
export async function listWebhooks({ db }: ConfigDb, projectId: string): Promise<Webhook[]> {
  const rows = await db
    .select()
    .from(webhooks)
    .where(living(projectId))
    .orderBy(asc(webhooks.createdAt), asc(webhooks.id));
  return rows.map(webhookOf);
}

export type WebhookChange = { readonly [K in keyof WebhookSettings]?: WebhookSettings[K] | undefined };

/** For messages to come, and for those that are still to be delivered. */
export async function updateWebhook(
  store: ConfigDb,
  projectId: string,
  id: string,
  change: WebhookChange,
): Promise<Webhook> {
  const { id: found } = await getWebhook(store, projectId, id);
  try {
    if (Object.values(change).some((value) => value !== undefined)) {
      await store.db.update(webhooks).set(change).where(eq(webhooks.id, found));
    }
  } catch (error) {
    throw isUniqueViolation(error, "webhooks_name") ? webhookNameTaken(change.name ?? "") : error;
  }
  return getWebhook(store, projectId, id);
}

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

/** Its secrets go, what was not delivered yet is not delivered any more, and its name is free again. */
export async function deleteWebhook({ db }: ConfigDb, projectId: string, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await webhookRow(tx, projectId, id);
    const gone = {
      enabled: false,
      sealedSecret: Buffer.alloc(0),
      previousSealedSecret: null,
      previousMasterKeyId: null,
    };
    await tx
      .update(webhooks)
      .set({ ...gone, deletedAt: sql`now()` })
      .where(eq(webhooks.id, row.id));
    await tx
      .update(webhookDeliveries)
      .set({ status: "Failed", started: true, endedAt: sql`now()` })
      .where(and(eq(webhookDeliveries.webhookId, row.id), eq(webhookDeliveries.status, "Pending")));
  });
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
  const place = secretPlace(id);
  const current = unseal(keys, place, { masterKeyId: row.masterKeyId, sealed: row.sealedSecret });
  const { previousMasterKeyId, previousSealedSecret, previousUntil } = row;
  if (previousMasterKeyId === null || previousSealedSecret === null || (previousUntil?.getTime() ?? 0) <= nowMs) {
    return [current];
  }
  return [current, unseal(keys, place, { masterKeyId: previousMasterKeyId, sealed: previousSealedSecret })];
}

function secretPlace(id: string): SealPlace {
  return { owner: "webhook", text: `webhook/${id}` };
}

/** One at a time makes a webhook in a project, so that they can be counted. */
async function lockProject(tx: Queries, id: string): Promise<void> {
  const [row] = await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, id)).for("no key update");
  if (!row) throw projectNotFound();
}

async function webhookRow(db: Queries, projectId: string, id: string) {
  if (!isUuid(id)) throw webhookNotFound(id);
  const [row] = await db
    .select()
    .from(webhooks)
    .where(and(living(projectId), eq(webhooks.id, id)));
  if (!row) throw webhookNotFound(id);
  return row;
}

function living(projectId: string) {
  return and(eq(webhooks.projectId, projectId), isNull(webhooks.deletedAt));
}

const eventTypesSchema = z.array(webhookEventTypeSchema);

export function webhookOf(row: typeof webhooks.$inferSelect): Webhook {
  const { id, projectId, name, url, enabled, previousUntil, createdAt } = row;
  return {
    id,
    projectId,
    name,
    url,
    enabled,
    previousUntil,
    createdAt,
    eventTypes: eventTypesSchema.parse(row.eventTypes),
  };
}
