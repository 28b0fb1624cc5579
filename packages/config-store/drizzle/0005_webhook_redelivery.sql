DROP INDEX "webhooks_by_project";--> statement-breakpoint
DROP INDEX "webhook_deliveries_by_webhook";--> statement-breakpoint
ALTER TABLE "webhook_attempts" ALTER COLUMN "at" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ALTER COLUMN "request_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ALTER COLUMN "run_timestamp" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "execution" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "error_code" text;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "error_message" text;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "previous_master_key_id" text;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "previous_sealed_secret" "bytea";--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "previous_until" timestamp (3) with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "webhooks_name" ON "webhooks" USING btree ("project_id","name") WHERE "webhooks"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_webhook" ON "webhook_deliveries" USING btree ("webhook_id","created_at","id");