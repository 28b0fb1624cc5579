/** Where the dashboard's screens are: each answers with the one page, which shows the screen. */
export const pagePaths = ["/", "/sign-in", "/connect", "/p/:project", "/p/:project/*"] as const;

export function isPage(path: string): boolean {
  return /^\/($|sign-in$|connect$|p\/|assets\/|favicon\.svg$)/.test(path);
}
