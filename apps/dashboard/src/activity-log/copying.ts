import { useCallback, useEffect, useState } from "react";
import { logTexts } from "../texts/activity-log.ts";

const saidForMs = 2_000;

/** Copies request ids. One for the whole list: a thousand rows need no thousand of them. */
export function useCopying() {
  const [copied, setCopied] = useState<number | null>(null);
  const [said, say] = useState("");
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => {
      setCopied(null);
      say("");
    }, saidForMs);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = useCallback((requestId: number) => {
    navigator.clipboard.writeText(String(requestId)).then(
      () => {
        setCopied(requestId);
        say(logTexts.copied);
      },
      () => say(logTexts.notCopied),
    );
  }, []);
  return { copied, said, copy };
}
