/** Connected, and then nothing, or far too little, went on. */
export class TransferStalled extends Error {
  override readonly name = "TransferStalled";
  /** No byte left, too few did, or all did and no whole answer came. */
  readonly how: "still" | "crawling" | "unanswered";
  readonly sentBytes: number;
  readonly totalBytes: number;
  /** What was waited for in vain. */
  readonly waitedMs: number;

  constructor(how: TransferStalled["how"], sentBytes: number, totalBytes: number, waitedMs: number) {
    super(`${how}, ${sentBytes} of ${totalBytes} bytes sent, in vain for ${waitedMs} ms`);
    this.how = how;
    this.sentBytes = sentBytes;
    this.totalBytes = totalBytes;
    this.waitedMs = waitedMs;
  }
}

/** No connection in time; the code is what Node's network gives it. */
export class ConnectTimeout extends Error {
  override readonly name = "ConnectTimeout";
  readonly code = "ETIMEDOUT";
}

/** The answer ended before its time. */
export class BrokenAnswer extends Error {
  override readonly name = "BrokenAnswer";
  readonly code = "ECONNRESET";
}

/** The store has other bytes than were sent, and says so. */
export class ChecksumDiffers extends Error {
  override readonly name = "ChecksumDiffers";
}

/** Whoever answered is no S3, or does not answer as one. */
export class NotS3Answer extends Error {
  override readonly name = "NotS3Answer";
  readonly status: number;
  /** Null when it said none that can be shown. */
  readonly contentType: string | null;

  constructor(status: number, contentType: string | null) {
    super(`HTTP ${status} with ${contentType}`);
    this.status = status;
    this.contentType = contentType;
  }
}

/** Whether a server is there that speaks no HTTP, as Node's parser says it. */
export function isNoHttp(code: string): boolean {
  return code.startsWith("HPE_");
}

/** Whether it took so long to find out that trying again at once would hold up others. */
export function tookLong(error: unknown): boolean {
  return error instanceof TransferStalled || error instanceof ConnectTimeout;
}
