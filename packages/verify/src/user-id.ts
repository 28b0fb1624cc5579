/** Whose a profile is, in the format's own spelling. */
export interface UserId {
  readonly by: "identity" | "objectId";
  readonly id: string | number;
}

/** Hears of every profile's user and where it stands. */
export type OnUser = (user: UserId, where: string) => void;

/** The `identity`, or else the `objectId`; null when both are missing, null or empty. */
export function userIdOf(identity: unknown, objectId: unknown): UserId | null {
  if (isId(identity)) return { by: "identity", id: identity };
  return isId(objectId) ? { by: "objectId", id: objectId } : null;
}

function isId(value: unknown): value is string | number {
  return typeof value === "number" || (typeof value === "string" && value !== "");
}
