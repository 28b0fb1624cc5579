export { type BucketToRead, openBucketSource } from "./bucket-source.ts";
export { checkChain } from "./check-chain.ts";
export type { DeliverySource, StoredObject } from "./delivery-source.ts";
export * from "./errors.ts";
export type { Fault, FaultCode } from "./faults.ts";
export { folderSource } from "./folder-source.ts";
export type { FoundManifest } from "./read-manifest.ts";
export { type DeliveryReport, type DeliveryToVerify, verifyDelivery } from "./verify-delivery.ts";
export { type RunReport, type VerifyOptions, type VerifyProgress, verifyRun } from "./verify-run.ts";
