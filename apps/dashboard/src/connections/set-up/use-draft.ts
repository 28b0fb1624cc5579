import { useState } from "react";
import type { SetUpSearch } from "../set-up-search.ts";

/**
 * What is typed, at once, and in the address a moment later: an address changes too late for a field to follow it. The step
 * is the address's alone, so that the browser's way back leads through the steps.
 */
export function useDraft(search: SetUpSearch, write: (search: SetUpSearch) => void) {
  const [typed, setTyped] = useState(search);
  const draft: SetUpSearch = { ...typed, step: search.step };
  const change = (changed: SetUpSearch): void => {
    const next = { ...draft, ...changed };
    setTyped(next);
    write(next);
  };
  return { draft, change };
}
