/** How long a request may take: idleness bounds it, and its size; a slow line is not a dead one. */
export interface TransferLimits {
  /** Until there is a connection, with its name looked up and its certificate checked. */
  readonly connectMs: number;
  /** How long a large body waits for leave to be sent (RFC 9110 §10.1.1: a client should not wait for ever). */
  readonly continueMs: number;
  /** How long no byte of the body may leave. */
  readonly idleMs: number;
  /** All of the body has to be out within `sendMs`, and as much more as its size takes at this rate. */
  readonly sendMs: number;
  readonly minSentBytesPerSecond: number;
  /**
   * The whole answer has to be there within `answerMs` after the last byte, and as much more as a proxy takes that has
   * the body already and passes it on at this rate.
   */
  readonly answerMs: number;
  readonly minForwardedBytesPerSecond: number;
}

export const transferLimits: TransferLimits = {
  connectMs: 10_000,
  continueMs: 1_000,
  idleMs: 30_000,
  sendMs: 60_000,
  minSentBytesPerSecond: 8 * 1024,
  answerMs: 90_000,
  minForwardedBytesPerSecond: 256 * 1024,
};

/** For a small object while somebody waits. */
export const limitsOfTest: TransferLimits = {
  ...transferLimits,
  connectMs: 5_000,
  idleMs: 10_000,
  answerMs: 10_000,
};
