import { useRouter } from "@tanstack/react-router";
import { type MouseEvent, type RefObject, useEffect, useState } from "react";

let lastOpened: string | undefined;
/** So long a browser may take to scroll to where it was. */
const returnMs = 1_000;
/** The frame's part that screens are in. */
const contentId = "content";

/** The focus comes back, with the reader, to the export that they opened. */
export function useReturn(list: RefObject<HTMLElement | null>): void {
  const [until] = useState(() => performance.now() + returnMs);
  useEffect(() => {
    if (lastOpened === undefined) return;
    const link = list.current?.querySelector<HTMLElement>(`[data-request-id="${lastOpened}"] a`);
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.id === contentId) link?.focus({ preventScroll: true });
    if (link || performance.now() > until) lastOpened = undefined;
  });
}

/** A press anywhere in a row does what a press on its link does; whoever wants a tab of its own presses the link. */
export function useOpening(project: string) {
  const router = useRouter();
  const to = (requestId: string) => ({ to: "/p/$project/exports/$requestId", params: { project, requestId } }) as const;
  return {
    open: (event: MouseEvent<HTMLElement>) => {
      if (!(event.target instanceof Element) || event.defaultPrevented) return;
      if (event.target.closest("button") || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      // Somebody who marks words to copy them opens nothing.
      if (!event.target.closest("a") && String(getSelection() ?? "") !== "") return;
      const requestId = event.target.closest<HTMLElement>("[data-request-id]")?.dataset.requestId;
      if (requestId === undefined) return;
      event.preventDefault();
      lastOpened = requestId;
      const { pathname } = router.buildLocation(to(requestId));
      // Whoever has gone back meanwhile is at their row again.
      void router.navigate(to(requestId)).then(() => location.pathname === pathname && focusContent());
    },
    /** Fetches the screen's script before it is wanted. */
    prepare: () => void router.preloadRoute(to("0")),
  };
}

/** The row that had the focus is gone. */
function focusContent(): void {
  document.getElementById(contentId)?.focus({ preventScroll: true });
}
