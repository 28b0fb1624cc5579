CREATE TABLE "forget_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"project_id" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"status" text DEFAULT 'Pending' NOT NULL,
	"events" bigint,
	"profiles" bigint,
	"error_code" text,
	"error_message" text,
	"master_key_id" text,
	"sealed_user" "bytea",
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "forget_requests" ADD CONSTRAINT "forget_requests_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "forget_requests_by_project" ON "forget_requests" USING btree ("project_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "forget_requests_open" ON "forget_requests" USING btree ("requested_at") WHERE "forget_requests"."ended_at" is null;