import { type FocusEvent, type RefObject, useEffect, useRef } from "react";

interface KeptFocus<T> {
  readonly ref: RefObject<T | null>;
  readonly onFocus: (event: FocusEvent) => void;
}

/**
 * Keeps the focus where buttons come and go with what can be done: when the one that had it is gone, their group has it,
 * which takes a `tabIndex` of -1.
 */
export function useKeptFocus<T extends HTMLElement>(): KeptFocus<T> {
  const ref = useRef<T>(null);
  const last = useRef<Element | null>(null);
  // After every change of what is shown, as any may take the button away.
  useEffect(() => {
    if (last.current === null || last.current.isConnected) return;
    last.current = null;
    if (document.activeElement === document.body) ref.current?.focus();
  });
  return {
    ref,
    onFocus: ({ target }) => {
      last.current = target;
    },
  };
}
