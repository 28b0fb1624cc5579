ALTER TABLE "exports" ADD COLUMN "last_run_timestamp" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "exports" SET "last_run_timestamp" = coalesce((SELECT max("run_timestamp") FROM "runs" WHERE "runs"."request_id" = "exports"."request_id"), 0);--> statement-breakpoint
CREATE INDEX "exports_by_last_run" ON "exports" USING btree ("project_id","last_run_timestamp","request_id");--> statement-breakpoint
CREATE INDEX "runs_by_time" ON "runs" USING btree ("run_timestamp","request_id");--> statement-breakpoint
CREATE INDEX "runs_by_end" ON "runs" USING btree ("ended_at");