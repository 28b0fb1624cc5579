import { AssumeRoleCommand, type Credentials, STSClient } from "@aws-sdk/client-sts";
import type { AccessKey, ConnectionTarget } from "@sluice/types";
import { roleError, roleNeedsSts } from "./role-error.ts";
import { silent } from "./silent.ts";

/** How this deployment of Sluice assumes customers' roles. */
export interface RoleAssumption {
  /** Where stores that are not AWS have their STS; AWS's own, in the connection's region, when null. */
  readonly stsEndpoint: string | null;
  /** The deployment's own; when null, whatever the AWS SDK finds where the process runs. */
  readonly accessKey: AccessKey | null;
}

export interface RoleSession {
  readonly roleArn: string;
  readonly externalId: string;
  /** What the customer's CloudTrail shows. */
  readonly sessionName: string;
}

/** As AWS SDK clients take them; they ask again some minutes before `expiration`. */
export interface TemporaryCredentials extends AccessKey {
  readonly sessionToken: string;
  readonly expiration: Date;
}

/** A role is AWS's. A store with an endpoint of its own has them only together with an STS of its own. */
export function canAssumeRoles({ endpoint }: Pick<ConnectionTarget, "endpoint">, roles: RoleAssumption): boolean {
  return endpoint === null || roles.stsEndpoint !== null;
}

const durationSeconds = 3_600;
const timeouts = { connectionTimeout: 5_000, requestTimeout: 10_000, throwOnRequestTimeout: true };

/** Gives credentials for an hour, each time it is asked. Throws a `SluiceError`. */
export function assumeRole(
  { region, endpoint }: ConnectionTarget,
  session: RoleSession,
  roles: RoleAssumption,
): () => Promise<TemporaryCredentials> {
  const { stsEndpoint, accessKey } = roles;
  return async () => {
    if (!canAssumeRoles({ endpoint }, roles)) throw roleNeedsSts(session.roleArn);
    const client = new STSClient({
      region,
      ...(stsEndpoint === null ? {} : { endpoint: stsEndpoint }),
      ...(accessKey === null ? {} : { credentials: accessKey }),
      // Attempts are counted where objects are put.
      maxAttempts: 1,
      logger: silent,
      requestHandler: timeouts,
    });
    const command = new AssumeRoleCommand({
      RoleArn: session.roleArn,
      ExternalId: session.externalId,
      RoleSessionName: session.sessionName,
      DurationSeconds: durationSeconds,
    });
    try {
      return temporary((await client.send(command)).Credentials);
    } catch (error) {
      throw roleError(session.roleArn, stsEndpoint ?? `AWS STS in ${region}`, error);
    } finally {
      client.destroy();
    }
  };
}

function temporary(given: Credentials | undefined): TemporaryCredentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) throw new Error("STS gave no credentials");
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiration: Expiration,
  };
}
