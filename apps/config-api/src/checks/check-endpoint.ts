import { bucketInHost, endpointRefusal, isAws } from "@sluice/object-store";
import type { ConnectionChangeRequest, ConnectionTarget } from "@sluice/types";
import type { AppDependencies } from "../dependencies.ts";
import { RequestInvalid } from "../errors.ts";

type SentTarget = Pick<ConnectionChangeRequest, "bucket" | "endpoint" | "pathStyle">;

/**
 * Refuses an endpoint that must not be reached, as far as that shows (its host's addresses are checked at each
 * connection), and one that names the bucket a second time. What was not sent is not looked at again.
 */
export function checkEndpoint(
  { allowPrivateConnections: allowPrivate }: AppDependencies,
  target: ConnectionTarget,
  sent: SentTarget,
): void {
  const isSent = sent.endpoint !== undefined;
  const message =
    (isSent ? endpointRefusal(target, { allowPrivate }) : null) ??
    (isSent || sent.bucket !== undefined ? twiceNamed(target, sent) : null);
  if (message === null) return;
  throw new RequestInvalid([{ pointer: isSent ? "/endpoint" : "/bucket", in: "body", message }]);
}

function twiceNamed(target: ConnectionTarget, sent: SentTarget): string | null {
  // Who says how the bucket is addressed knows that the store itself is called so.
  const isMeant = sent.pathStyle === true && target.endpoint !== null && !isAws(new URL(target.endpoint).host);
  return isMeant ? null : bucketInHost(target, sent.endpoint === undefined ? "bucket" : "endpoint");
}
