import { z } from "zod";
import type { RoleAssumption } from "./assume-role.ts";

/** A variable that is there and empty, as in a compose file, is one that is not set. */
const setOrNull = <T extends z.ZodType<string>>(schema: T) =>
  z.preprocess((value) => (value === "" || value === undefined ? null : value), schema.nullable());

/** How the services read from their environment whom they are on AWS. */
export const awsEnvironmentShape = {
  /** The deployment's own key; the AWS SDK's default provider chain when left out. */
  SLUICE_AWS_ACCESS_KEY_ID: setOrNull(z.string()),
  SLUICE_AWS_SECRET_ACCESS_KEY: setOrNull(z.string()),
  /** For stores that are not AWS and have an STS; AWS's own when left out. */
  SLUICE_AWS_STS_ENDPOINT: setOrNull(z.url({ protocol: /^https?$/, error: "is no http or https URL" })),
};

/** Whom customers' roles have to trust. */
export const awsPrincipalSchema = setOrNull(
  z
    .string()
    .regex(
      /^(\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:[\w+=,.@:/-]+)$/,
      "is no principal such as arn:aws:iam::123456789012:role/sluice",
    ),
);

type AwsEnvironment = z.output<z.ZodObject<typeof awsEnvironmentShape>>;

/** Half an access key is none. */
export function requireWholeKey(
  { SLUICE_AWS_ACCESS_KEY_ID: id, SLUICE_AWS_SECRET_ACCESS_KEY: secret }: AwsEnvironment,
  context: z.RefinementCtx,
): void {
  if ((id === null) === (secret === null)) return;
  const missing = id === null ? "SLUICE_AWS_ACCESS_KEY_ID" : "SLUICE_AWS_SECRET_ACCESS_KEY";
  context.addIssue({ code: "custom", path: [missing], message: "is missing; the two are set together or not at all" });
}

export function rolesOf(environment: AwsEnvironment): RoleAssumption {
  const { SLUICE_AWS_ACCESS_KEY_ID: accessKeyId, SLUICE_AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  return {
    stsEndpoint: environment.SLUICE_AWS_STS_ENDPOINT,
    accessKey: accessKeyId === null || secretAccessKey === null ? null : { accessKeyId, secretAccessKey },
  };
}
