/** Whether a system call failed with one of these codes. */
export function isErrnoException(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.some((code) => error.code === code);
}
