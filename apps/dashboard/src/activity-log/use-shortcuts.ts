import { useEffect, useEffectEvent } from "react";
import { areShortcutsOn } from "./shortcut-switch.ts";

type Shortcuts = Readonly<Record<string, () => void>>;

/** Single keys that do something anywhere on the page, but while somebody types, chooses or is in a dialog. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const run = shortcuts[event.key];
    if (run === undefined || !areShortcutsOn() || isForSomethingElse(event)) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

const takesKeys = "input:not([type=checkbox]), textarea, select, [contenteditable]";
const isOverThePage = "[role=dialog], [role=alertdialog], [role=listbox], :popover-open";

function isForSomethingElse(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return true;
  const { target } = event;
  if (target instanceof Element && target.closest(takesKeys) !== null) return true;
  return document.querySelector(isOverThePage) !== null;
}
