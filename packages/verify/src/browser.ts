import "./zod-without-eval.ts";

export type { Fault, FaultCode } from "./faults.ts";
export { type FileToVerify, fileToVerify } from "./file-to-verify.ts";
export { serveVerify, type VerifyPort } from "./serve-verify.ts";
export type { DeliveryReport } from "./verify-delivery.ts";
export { type FilesProgress, type FilesReport, type VerifyFilesOptions, verifyFiles } from "./verify-files.ts";
export type { VerifyAnswer, VerifyOutcome, VerifyRequest } from "./verify-messages.ts";
export type { RunReport } from "./verify-run.ts";
