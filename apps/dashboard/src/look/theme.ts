export type Theme = "system" | "light" | "dark";

const key = "sluice.theme";

/** As this browser was told last; the system's own when it was told nothing, or keeps nothing. */
export function keptTheme(): Theme {
  try {
    const kept = localStorage.getItem(key);
    return kept === "light" || kept === "dark" ? kept : "system";
  } catch {
    return "system";
  }
}

export function showTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset.theme;
  else dataset.theme = theme;
  // Charts are drawn with colours that they have read.
  window.dispatchEvent(new Event("themechange"));
}

export function keepTheme(theme: Theme): void {
  showTheme(theme);
  try {
    localStorage.setItem(key, theme);
  } catch {
    // A browser that keeps nothing shows it until the page is left.
  }
}
