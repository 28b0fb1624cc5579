import { isPublicAddress, literalAddress } from "@sluice/public-address";
import { z } from "zod";

/** How the services read from their environment what webhooks may reach. */
export const webhookEnvironmentShape = {
  /** Lets webhooks have http URLs and private addresses: for tests, and where everyone in a project may reach them. */
  SLUICE_WEBHOOK_ALLOW_PRIVATE: z.stringbool({ truthy: ["true"], falsy: ["false"] }).default(false),
};

/** Why a webhook can't have this URL, as far as that shows without asking for its host's addresses; null when it can. */
export function urlRefusal(url: string, { allowPrivate }: { readonly allowPrivate: boolean }): string | null {
  if (allowPrivate) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== "https:") return "must start with https://";
  const address = literalAddress(parsed);
  if (address === null || isPublicAddress(address)) return null;
  return `has the address ${address}, which is private or reserved; webhooks are sent to public addresses only`;
}
