/** What generated clients name a function after: `postExportsRequestIdStop` for `POST /v1/exports/{requestId}/stop`. */
export function operationId(method: string, path: string): string {
  const words = path.replace(/^\/v1\//, "").match(/[A-Za-z]+/g) ?? [];
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
