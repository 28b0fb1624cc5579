ALTER TABLE "exports" ADD COLUMN "changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "exports_by_change" ON "exports" USING btree ("changed_at");