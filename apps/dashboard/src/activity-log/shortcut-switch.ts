const key = "sluice.shortcuts";
const off = "off";

/** Single keys can be turned off, as who speaks to their computer needs it (WCAG 2.2, 2.1.4). */
export function areShortcutsOn(): boolean {
  return !isOff;
}

let isOff = keptOff();

/** For this browser; where it keeps nothing, until the page is left. */
export function turnShortcuts(on: boolean): void {
  isOff = !on;
  try {
    if (on) localStorage.removeItem(key);
    else localStorage.setItem(key, off);
  } catch {
    // It keeps nothing.
  }
}

function keptOff(): boolean {
  try {
    return localStorage.getItem(key) === off;
  } catch {
    return false;
  }
}
