import { serveVerify, type VerifyPort } from "./browser.ts";

/** The worker's own scope. */
declare const self: VerifyPort;

serveVerify(self);
