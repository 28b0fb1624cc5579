import type { Token } from "../api/schema.d.ts";

export type TokenState = "valid" | "expired" | "revoked";

export function tokenState(
  { revokedAt, expiresAt }: Pick<Token, "revokedAt" | "expiresAt">,
  nowMs: number,
): TokenState {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && Date.parse(expiresAt) <= nowMs ? "expired" : "valid";
}
