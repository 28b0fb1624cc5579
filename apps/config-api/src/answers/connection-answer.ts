import type { Connection, Project } from "@sluice/config-store";
import type { ConnectionAnswer } from "@sluice/types";
import { connectionWarnings } from "../checks/connection-warnings.ts";

/** A connection as people may see it. */
export function connectionAnswer(connection: Connection, project: Project): ConnectionAnswer {
  const { id, name, target, credentials, credentialVersion, createdAt } = connection;
  return {
    id,
    provider: "s3",
    name,
    ...target,
    ...("roleArn" in credentials ? { accessKeyId: null, ...credentials } : { ...credentials, roleArn: null }),
    credentialVersion,
    createdAt: createdAt.toISOString(),
    warnings: connectionWarnings(target, project),
  };
}
