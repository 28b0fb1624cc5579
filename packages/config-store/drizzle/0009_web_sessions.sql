CREATE TABLE "sign_in_links" (
	"hash" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "web_session_tokens" (
	"session_hash" text NOT NULL,
	"project_id" text NOT NULL,
	"token_hash" text NOT NULL,
	CONSTRAINT "web_session_tokens_session_hash_project_id_pk" PRIMARY KEY("session_hash","project_id")
);
--> statement-breakpoint
CREATE TABLE "web_sessions" (
	"hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sign_in_links" ADD CONSTRAINT "sign_in_links_token_hash_api_tokens_hash_fk" FOREIGN KEY ("token_hash") REFERENCES "public"."api_tokens"("hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "web_session_tokens" ADD CONSTRAINT "web_session_tokens_session_hash_web_sessions_hash_fk" FOREIGN KEY ("session_hash") REFERENCES "public"."web_sessions"("hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "web_session_tokens" ADD CONSTRAINT "web_session_tokens_token_hash_api_tokens_hash_fk" FOREIGN KEY ("token_hash") REFERENCES "public"."api_tokens"("hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sign_in_links_by_end" ON "sign_in_links" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "web_sessions_by_end" ON "web_sessions" USING btree ("expires_at");