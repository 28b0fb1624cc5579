CREATE TABLE "run_errors" (
	"request_id" bigint NOT NULL,
	"run_timestamp" bigint NOT NULL,
	"execution" integer NOT NULL,
	"code" text NOT NULL,
	"message" text NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	"first_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "run_errors_request_id_run_timestamp_execution_code_pk" PRIMARY KEY("request_id","run_timestamp","execution","code")
);
