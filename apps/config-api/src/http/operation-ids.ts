interface Described {
  readonly paths?: Readonly<Record<string, object>>;
}

/**
 * The document with an id for each operation, which generated clients name their functions after:
 * `postExportsRequestIdStop` for `POST /v1/exports/{requestId}/stop`.
 */
export function withOperationIds<Document extends Described>(document: Document): Document {
  const paths = Object.entries(document.paths ?? {}).map(([path, methods]) => {
    const operations = Object.entries(methods).map(([method, operation]) => [
      method,
      { operationId: operationId(method, path), ...operation },
    ]);
    return [path, Object.fromEntries(operations)];
  });
  return { ...document, paths: Object.fromEntries(paths) };
}

function operationId(method: string, path: string): string {
  const words = path.replace(/^\/v1\//, "").match(/[A-Za-z]+/g) ?? [];
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
