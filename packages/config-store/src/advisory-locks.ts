/** Every advisory lock of the store, with its number: each is one thing that is done by one at a time. */
export const advisoryLocks = {
  /** Bringing the tables up to date. */
  migration: 7_158_321,
  /** Making exports. */
  exportMaking: 7_158_322,
  /** Putting right what a crash left half done, and forgetting what is old. */
  reconciler: 7_158_323,
} as const;
