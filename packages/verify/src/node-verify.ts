import type { DeliverySource } from "./delivery-source.ts";
import { nodePlatform } from "./node-platform.ts";
import { type DeliveryReport, type DeliveryToVerify, verifyDeliveryOn } from "./verify-delivery.ts";
import { type RunReport, type VerifyOptions, verifyRunOn } from "./verify-run.ts";

/** `verifyDeliveryOn` this Node.js. */
export function verifyDelivery(delivery: DeliveryToVerify): Promise<DeliveryReport> {
  return verifyDeliveryOn(nodePlatform, delivery);
}

/** `verifyRunOn` this Node.js. */
export function verifyRun(source: DeliverySource, manifestKey: string, options?: VerifyOptions): Promise<RunReport> {
  return verifyRunOn(nodePlatform, source, manifestKey, options);
}
