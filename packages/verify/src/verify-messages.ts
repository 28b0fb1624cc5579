import type { Failure } from "@sluice/types";
import type { FileToVerify } from "./file-to-verify.ts";
import type { FilesProgress, FilesReport } from "./verify-files.ts";

/** What the page says to the worker. A new start gives up the check before it. */
export type VerifyRequest =
  | { readonly type: "start"; readonly files: readonly FileToVerify[]; readonly timeZone: string | null }
  | { readonly type: "cancel" };

/** What the worker answers: progress a few times a second, then one of the others. */
export type VerifyAnswer = { readonly type: "progress"; readonly progress: FilesProgress } | VerifyOutcome;

/** How a check ended. */
export type VerifyOutcome =
  /** It came to its end; the report says what is wrong, if anything is. */
  | { readonly type: "done"; readonly report: FilesReport }
  /** It could not be made, which says nothing about the files. */
  | { readonly type: "failed"; readonly failure: Failure }
  | { readonly type: "cancelled" };

/** The failure of a check for which there are no other words. */
export function brokeOff(error: unknown): Failure {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: "verify.broke_off",
    message: `The check broke off: ${reason}. Load the page again and repeat it; \`./sluice verify\` checks the same outside of a browser.`,
    retryable: true,
  };
}
