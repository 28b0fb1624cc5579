/**
 * Where Temporal shows the latest execution of a run's workflow, `run:<requestId>:<runTimestamp>`.
 * @param namespaceUrl Temporal's page of the namespace, as the session says it: `https://temporal.example.com/namespaces/default`
 */
export function temporalRunUrl(namespaceUrl: string, requestId: number, runTimestamp: number): string {
  return workflowUrl(namespaceUrl, `run:${requestId}:${runTimestamp}`);
}

function workflowUrl(namespaceUrl: string, workflowId: string): string {
  const url = new URL(namespaceUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/workflows/${encodeURIComponent(workflowId)}`;
  return url.href;
}
