import { SluiceError } from "@sluice/types";

/** Nothing could be checked, which says nothing about the delivery. */
function cannotVerify(code: string, message: string, cause?: unknown): SluiceError {
  return new SluiceError({ code, message, retryable: true }, { cause });
}

export const noManifest = (place: string) =>
  cannotVerify(
    "verify.no_manifest",
    `There is no manifest in ${place}. A run writes it last, so either no run has finished there, or the path or prefix is another one.`,
  );

export const notReadable = (place: string, reason: string, cause: unknown) =>
  cannotVerify(
    "verify.not_readable",
    `${place} cannot be read: ${reason}. Reading needs ListBucket and GetObject, with your own credentials: the ones that Sluice writes with are not allowed to read.`,
    cause,
  );

export const fileNotReadable = (path: string, reason: string, cause: unknown) =>
  cannotVerify(
    "verify.not_readable",
    `${path} cannot be read: ${reason}. Check that it is still there, as it was, and that you may read it.`,
    cause,
  );

export const unsafeKey = (key: string) =>
  cannotVerify(
    "verify.unsafe_key",
    `The key ${JSON.stringify(key)} can't be a file below a folder, so nothing was downloaded. Download it by hand.`,
  );

export const badDownload = (key: string, what: string) =>
  cannotVerify(
    "verify.bad_download",
    `${key} ${what}, so the download ended there; what came before is whole. Check the delivery with \`./sluice verify\`.`,
  );

export const noSuchPath = (path: string) =>
  cannotVerify("verify.no_such_path", `There is no file or folder ${path}. Check the path.`);
