import { and, asc, count, eq, sql } from "drizzle-orm";
import { projectNotFound, tooManyWebhooks, webhookNameTaken } from "./errors.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { projects, webhookDeliveries, webhooks } from "./schema/tables.ts";
import { type MasterKeys, seal } from "./sealed-credentials.ts";
import { isUniqueViolation } from "./store-session.ts";
import { livingWebhooks, type Webhook, webhookOf, webhookRow } from "./webhook-row.ts";
import { secretPlace } from "./webhook-secrets.ts";

export type WebhookSettings = Pick<Webhook, "name" | "url" | "eventTypes" | "enabled">;

export interface NewWebhook extends WebhookSettings {
  readonly projectId: string;
  readonly secret: string;
}

const maxWebhooksPerProject = 20;

export async function createWebhook({ db }: ConfigDb, keys: MasterKeys, wanted: NewWebhook): Promise<Webhook> {
  const { secret, eventTypes, ...settings } = wanted;
  return db.transaction(async (tx) => {
    await lockProject(tx, wanted.projectId);
    const [there] = await tx.select({ webhooks: count() }).from(webhooks).where(livingWebhooks(wanted.projectId));
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
    .where(livingWebhooks(projectId))
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

/** One at a time makes a webhook in a project, so that they can be counted. */
async function lockProject(tx: Queries, id: string): Promise<void> {
  const [row] = await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, id)).for("no key update");
  if (!row) throw projectNotFound();
}
