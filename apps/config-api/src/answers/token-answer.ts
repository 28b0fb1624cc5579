import type { ApiToken } from "@sluice/config-store";
import type { TokenAnswer } from "@sluice/types";

export function tokenAnswer(token: ApiToken): TokenAnswer {
  const { id, name, role, hint, createdBy, createdAt, expiresAt, lastUsedAt, revokedAt, revokedBy } = token;
  return {
    id,
    name,
    role,
    hint,
    createdBy,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    revokedBy,
  };
}
