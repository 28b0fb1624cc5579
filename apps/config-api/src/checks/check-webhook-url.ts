import { urlRefusal } from "@sluice/webhooks";
import type { AppDependencies } from "../dependencies.ts";
import { RequestInvalid } from "../errors.ts";
import type { ProblemCode } from "../http/problem-statuses.ts";

/** Refuses what a webhook must not reach, as far as its URL tells; its host's addresses are checked at each delivery. */
export function checkWebhookUrl({ allowPrivateWebhooks }: AppDependencies, url: string): void {
  const message = urlRefusal(url, { allowPrivate: allowPrivateWebhooks });
  const code: ProblemCode = "webhook.url_refused";
  if (message !== null) throw new RequestInvalid([{ pointer: "/url", in: "body", code, message }]);
}
