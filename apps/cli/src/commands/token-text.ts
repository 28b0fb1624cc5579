import type { TokenAnswer } from "@sluice/types";
import pc from "picocolors";
import { instant } from "../output/figures.ts";
import { printable, table } from "../output/table.ts";

/** What is known of tokens; never their texts. */
export type ShownToken = Pick<
  TokenAnswer,
  "id" | "name" | "role" | "hint" | "createdBy" | "createdAt" | "expiresAt" | "lastUsedAt" | "revokedAt" | "revokedBy"
>;

export function tokensTable(tokens: readonly ShownToken[], nowMs: number): string {
  if (tokens.length === 0) return "There is no API token yet.";
  return table(
    [
      { title: "ID" },
      { title: "NAME" },
      { title: "ROLE" },
      { title: "ENDS IN" },
      { title: "LAST USED" },
      { title: "STATE" },
    ],
    tokens.map((token) => [
      token.id,
      token.name,
      token.role,
      `…${token.hint}`,
      instant(token.lastUsedAt),
      stateOf(token, nowMs),
    ]),
  );
}

function stateOf({ revokedAt, revokedBy, expiresAt }: ShownToken, nowMs: number): string {
  if (revokedAt !== null) return `revoked ${instant(revokedAt)} by ${revokedBy ?? "somebody"}`;
  if (expiresAt === null) return "valid";
  return Date.parse(expiresAt) <= nowMs ? `expired ${instant(expiresAt)}` : `valid until ${instant(expiresAt)}`;
}

/** The one time that a token is shown. */
export function newTokenText({ name, role, expiresAt }: ShownToken, text: string): string {
  const until = expiresAt === null ? "until it is revoked" : `until ${instant(expiresAt)}`;
  return [
    `${pc.green("✓")} ${printable(name)}, ${role}, valid ${until}`,
    `  ${pc.yellow(text)}`,
    pc.dim("  It is shown this once. Keep it where secrets are kept, and give it to commands as SLUICE_API_TOKEN."),
  ].join("\n");
}
