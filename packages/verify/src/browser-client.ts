// What the page itself needs: small, since the checking is the worker's.
export type { Fault, FaultCode } from "./faults.ts";
export { type FileToVerify, fileToVerify } from "./file-to-verify.ts";
export type { FilesProgress, FilesReport, VerifyFilesOptions } from "./verify-files.ts";
export { type VerifyWorker, verifyInWorker } from "./verify-in-worker.ts";
export type { VerifyAnswer, VerifyOutcome, VerifyRequest } from "./verify-messages.ts";
export type { RunReport } from "./verify-run.ts";
export { wholeText } from "./whole-text.ts";
