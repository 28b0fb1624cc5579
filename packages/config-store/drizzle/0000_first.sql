CREATE TABLE "api_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connection_credentials" (
	"connection_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"masked_key_id" text NOT NULL,
	"master_key_id" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connection_credentials_connection_id_version_pk" PRIMARY KEY("connection_id","version")
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"target" json NOT NULL,
	"credential_version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"request_id" bigint PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text,
	"connection_id" uuid NOT NULL,
	"type" text NOT NULL,
	"frequency" text NOT NULL,
	"format" text NOT NULL,
	"options" json NOT NULL,
	"event_names" json,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"project_id" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"request_id" bigint NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_key" UNIQUE("project_id","key")
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"region" text DEFAULT 'EU' NOT NULL,
	"lookback_days" integer DEFAULT 60 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_events" (
	"request_id" bigint NOT NULL,
	"run_timestamp" bigint NOT NULL,
	"event_index" integer NOT NULL,
	"event" json NOT NULL,
	CONSTRAINT "run_events_request_id_run_timestamp_event_index_pk" PRIMARY KEY("request_id","run_timestamp","event_index")
);
--> statement-breakpoint
CREATE TABLE "run_jobs" (
	"request_id" bigint NOT NULL,
	"run_timestamp" bigint NOT NULL,
	"job_index" integer NOT NULL,
	"label" json NOT NULL,
	"records" bigint NOT NULL,
	"segments" json NOT NULL,
	"done" boolean DEFAULT false NOT NULL,
	"progress" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "run_jobs_request_id_run_timestamp_job_index_pk" PRIMARY KEY("request_id","run_timestamp","job_index")
);
--> statement-breakpoint
CREATE TABLE "run_objects" (
	"request_id" bigint NOT NULL,
	"run_timestamp" bigint NOT NULL,
	"event_index" integer NOT NULL,
	"database_id" integer NOT NULL,
	"file_index" integer NOT NULL,
	"job_index" integer NOT NULL,
	"object" json NOT NULL,
	CONSTRAINT "run_objects_request_id_run_timestamp_event_index_database_id_file_index_pk" PRIMARY KEY("request_id","run_timestamp","event_index","database_id","file_index")
);
--> statement-breakpoint
CREATE TABLE "run_timeline" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "run_timeline_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"request_id" bigint NOT NULL,
	"run_timestamp" bigint NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"detail" text
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"request_id" bigint NOT NULL,
	"run_timestamp" bigint NOT NULL,
	"status" text NOT NULL,
	"execution" integer DEFAULT 1 NOT NULL,
	"started" boolean DEFAULT false NOT NULL,
	"window" json NOT NULL,
	"time_zone" text NOT NULL,
	"target" json NOT NULL,
	"credential_version" integer NOT NULL,
	"snapshot_ms" bigint,
	"expected_records" bigint,
	"planned_jobs" integer,
	"records" bigint DEFAULT 0 NOT NULL,
	"objects" integer DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"jobs_done" integer DEFAULT 0 NOT NULL,
	"waiting" text,
	"error_code" text,
	"error_message" text,
	"manifest_key" json,
	"manifest_text" json,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "runs_request_id_run_timestamp_pk" PRIMARY KEY("request_id","run_timestamp")
);
--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection_credentials" ADD CONSTRAINT "connection_credentials_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_request_id_exports_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."exports"("request_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "connections_name" ON "connections" USING btree ("project_id","name") WHERE "connections"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "exports_by_project" ON "exports" USING btree ("project_id","request_id");--> statement-breakpoint
CREATE INDEX "run_objects_by_job" ON "run_objects" USING btree ("request_id","run_timestamp","job_index");--> statement-breakpoint
CREATE INDEX "run_timeline_by_run" ON "run_timeline" USING btree ("request_id","run_timestamp","id");--> statement-breakpoint
CREATE INDEX "runs_alive" ON "runs" USING btree ("status") WHERE "runs"."status" in ('Pending', 'Running');