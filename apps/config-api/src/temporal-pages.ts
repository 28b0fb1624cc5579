/**
 * Temporal's page of the namespace that the workflows run in: a workflow's own page lies below it.
 * @param ui where Temporal's pages are: `https://temporal.example.com`
 */
export function namespacePage(ui: string, namespace: string): string {
  const url = new URL(ui);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/namespaces/${encodeURIComponent(namespace)}`;
  return url.href;
}
