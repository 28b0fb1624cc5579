import type { ForgetRequest } from "@sluice/config-store";
import type { ForgetRequestAnswer } from "@sluice/types";

export function forgetRequestAnswer(request: ForgetRequest): ForgetRequestAnswer {
  const { id, status, requestedBy, requestedAt, endedAt, events, profiles, error } = request;
  return {
    id,
    status,
    requestedBy,
    requestedAt: requestedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    events,
    profiles,
    error,
  };
}
