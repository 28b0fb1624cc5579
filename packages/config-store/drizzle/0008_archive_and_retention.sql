ALTER TABLE "exports" ADD COLUMN "archived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "kept" text DEFAULT 'all' NOT NULL;--> statement-breakpoint
CREATE INDEX "runs_to_forget" ON "runs" USING btree ("kept","ended_at");--> statement-breakpoint
-- Their schedules in Temporal are put again, with the project that workflows are found by.
UPDATE "exports" SET "schedule_revision" = "schedule_revision" + 1 WHERE "frequency" = 'recurring';
