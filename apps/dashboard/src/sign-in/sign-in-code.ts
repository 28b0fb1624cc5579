let taken: string | null | undefined;

/** The code in the address, which goes from there at once: neither history nor a reload has it again. */
export function takeCode(): string | null {
  if (taken === undefined) {
    const code = location.hash.slice(1);
    taken = code === "" ? null : code;
    if (taken !== null) history.replaceState(history.state, "", location.pathname);
  }
  const code = taken;
  // Held for one turn alone, as React may ask twice for the first state.
  queueMicrotask(() => {
    taken = undefined;
  });
  return code;
}
