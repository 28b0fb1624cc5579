/** Whether a window that starts there, RFC 3339, has no beginning: a run that delivers all profiles begins at the epoch. */
export function isEverythingBefore(from: string): boolean {
  return Date.parse(from) === 0;
}
