CREATE TABLE "webhook_attempts" (
	"delivery_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"response_status" integer,
	"error_code" text,
	"error_message" text,
	"duration_ms" integer NOT NULL,
	CONSTRAINT "webhook_attempts_delivery_id_attempt_pk" PRIMARY KEY("delivery_id","attempt")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"webhook_id" uuid NOT NULL,
	"request_id" bigint NOT NULL,
	"run_timestamp" bigint NOT NULL,
	"event_type" text NOT NULL,
	"body" json NOT NULL,
	"status" text DEFAULT 'Pending' NOT NULL,
	"started" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"event_types" json NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"master_key_id" text NOT NULL,
	"sealed_secret" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "windows" (
	"request_id" bigint NOT NULL,
	"from_ms" bigint NOT NULL,
	"to_ms" bigint NOT NULL,
	"follows_ms" bigint,
	"run_timestamp" bigint,
	"state" text NOT NULL,
	"opened_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "windows_request_id_from_ms_pk" PRIMARY KEY("request_id","from_ms"),
	CONSTRAINT "windows_end_once" UNIQUE("request_id","to_ms"),
	CONSTRAINT "windows_of_runs" UNIQUE("request_id","run_timestamp"),
	CONSTRAINT "windows_have_length" CHECK ("windows"."from_ms" < "windows"."to_ms"),
	CONSTRAINT "windows_leave_no_gap" CHECK ("windows"."follows_ms" is null or "windows"."follows_ms" = "windows"."from_ms"),
	CONSTRAINT "windows_end_known" CHECK ("windows"."state" in ('open', 'done', 'skipped')),
	CONSTRAINT "windows_delivered_by_runs" CHECK ("windows"."state" = 'skipped' or "windows"."run_timestamp" is not null)
);
--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "every_hours" integer;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "schedule_anchor_ms" bigint;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "first_from_ms" bigint;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "next_run_ms" bigint;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "failing_since_ms" bigint;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "stopped_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "stop_code" text;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "stop_message" text;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "schedule_revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "exports" ADD COLUMN "scheduled_revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "external_id" text DEFAULT gen_random_uuid()::text NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "connection_id" uuid;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "format" text;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "options" json;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "event_names" json;--> statement-breakpoint
UPDATE "runs" SET "connection_id" = "exports"."connection_id", "format" = "exports"."format", "options" = "exports"."options", "event_names" = "exports"."event_names" FROM "exports" WHERE "exports"."request_id" = "runs"."request_id";--> statement-breakpoint
ALTER TABLE "runs" ALTER COLUMN "connection_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ALTER COLUMN "format" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ALTER COLUMN "options" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_delivery_id_webhook_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."webhook_deliveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "windows" ADD CONSTRAINT "windows_request_id_exports_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."exports"("request_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "windows" ADD CONSTRAINT "windows_follow" FOREIGN KEY ("request_id","follows_ms") REFERENCES "public"."windows"("request_id","to_ms") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_webhook" ON "webhook_deliveries" USING btree ("webhook_id","created_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_unstarted" ON "webhook_deliveries" USING btree ("created_at") WHERE not "webhook_deliveries"."started";--> statement-breakpoint
CREATE INDEX "webhooks_by_project" ON "webhooks" USING btree ("project_id") WHERE "webhooks"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_first_window" ON "windows" USING btree ("request_id") WHERE "windows"."follows_ms" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_window" ON "windows" USING btree ("request_id") WHERE "windows"."state" = 'open';--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_recurring_profile_export" ON "exports" USING btree ("project_id") WHERE "exports"."type" = 'allProfiles' and "exports"."frequency" = 'recurring' and "exports"."stopped_at" is null;--> statement-breakpoint
CREATE INDEX "exports_due" ON "exports" USING btree ("next_run_ms") WHERE "exports"."next_run_ms" is not null;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "recurring_has_schedule" CHECK (("exports"."frequency" = 'recurring') = ("exports"."every_hours" is not null and "exports"."schedule_anchor_ms" is not null and "exports"."first_from_ms" is not null));