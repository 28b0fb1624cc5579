import { masterKeysSchema } from "@sluice/config-store";
import {
  awsEnvironmentShape,
  awsPrincipalSchema,
  connectionEnvironmentShape,
  requireWholeKey,
} from "@sluice/object-store";
import { logLevelSchema, portSchema, shutdownGraceSchema } from "@sluice/service";
import { scheduleEnvironmentShape } from "@sluice/types";
import { webhookEnvironmentShape } from "@sluice/webhooks";
import { z } from "zod";

const originsSchema = z
  .string()
  .default("")
  .transform((text) => text.split(",").flatMap((origin) => origin.trim() || []))
  .pipe(
    z.array(
      z
        .string()
        .refine(
          (text) => URL.canParse(text) && new URL(text).origin === text,
          "is no origin such as https://example.com",
        ),
    ),
  );

const countSchema = z.coerce.number().int().min(0);

const variables = z.object({
  DATABASE_URL: z.string().min(1),
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().default("default"),
  /** For previews alone; everything else works without it. */
  NATS_URL: z.string().min(1),
  ...awsEnvironmentShape,
  ...connectionEnvironmentShape,
  /** Shown to customers, for the trust policies of their roles. */
  SLUICE_AWS_PRINCIPAL: awsPrincipalSchema,
  /** The lake's folder. */
  SLUICE_LAKE: z.string().min(1),
  /** Seals and opens credentials and webhook secrets, and signs cursors. */
  SLUICE_MASTER_KEY: masterKeysSchema,
  /** The folder with the built dashboard; without it `/` leads to the API's reference. */
  SLUICE_DASHBOARD: z.string().min(1).optional(),
  /** Where Temporal's pages are, for links to runs. */
  SLUICE_TEMPORAL_UI: z.url({ protocol: /^https?$/ }).optional(),
  HOST: z.string().default("127.0.0.1"),
  /** 0 takes any free port. */
  PORT: portSchema.default(8_080),
  /** Origins whose pages may ask, with commas between them; none by default. */
  SLUICE_CORS_ORIGINS: originsSchema,
  /** How many requests in a minute one token has; 0 for no limit. */
  SLUICE_REQUESTS_PER_MINUTE: countSchema.default(3_000),
  /** How many wrong tokens in a minute one address has; 0 for no limit. */
  SLUICE_WRONG_TOKENS_PER_MINUTE: countSchema.default(20),
  /** Proxies in front that add to `X-Forwarded-For`. */
  SLUICE_PROXIES: countSchema.default(0),
  /** How long requests in flight may take to end after SIGTERM. */
  SLUICE_SHUTDOWN_GRACE_MS: shutdownGraceSchema.default(20_000),
  ...scheduleEnvironmentShape,
  ...webhookEnvironmentShape,
  LOG_LEVEL: logLevelSchema,
});

/** What config-api reads from its environment. */
export const environmentSchema = variables.superRefine(requireWholeKey);
