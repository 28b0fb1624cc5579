import type { ApiToken } from "@sluice/config-store";

/** How the audit names a token. */
export function tokenTitle({ name, hint }: ApiToken): string {
  return `the token "${name}" (…${hint})`;
}
