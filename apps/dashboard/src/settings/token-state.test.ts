import { expect, test } from "vitest";
import { tokenState } from "./token-state.ts";

const nowMs = Date.UTC(2026, 10, 28);
const before = new Date(nowMs - 1).toISOString();
const after = new Date(nowMs + 1).toISOString();

test.each([
  ["valid", { revokedAt: null, expiresAt: null }],
  ["valid", { revokedAt: null, expiresAt: after }],
  ["expired", { revokedAt: null, expiresAt: new Date(nowMs).toISOString() }],
  ["expired", { revokedAt: null, expiresAt: before }],
  ["revoked", { revokedAt: before, expiresAt: after }],
] as const)("a token is %s", (state, token) => {
  expect(tokenState(token, nowMs)).toBe(state);
});
