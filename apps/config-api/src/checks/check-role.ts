import { canAssumeRoles, type RoleAssumption } from "@sluice/object-store";
import type { ConnectionTarget } from "@sluice/types";
import { RequestInvalid } from "../errors.ts";

/** Refuses a role where none can be assumed; `pointer` is the field that was sent. */
export function checkRole(
  target: ConnectionTarget,
  credentials: { readonly accessKeyId: string } | { readonly roleArn: string },
  roles: RoleAssumption,
  pointer = "/credentials/roleArn",
): void {
  if (!("roleArn" in credentials) || canAssumeRoles(target, roles)) return;
  const message =
    "does not go with this connection: a role is assumed on AWS, and Sluice knows no STS for stores with an endpoint of their own. Use an access key there, or no endpoint";
  throw new RequestInvalid([{ pointer, in: "body", message }]);
}
