import { join } from "node:path";
import openapiTypescript, { astToString } from "openapi-typescript";
import { openapiText } from "./openapi-document.ts";

export const apiTypesFile = join(import.meta.dirname, "../../dashboard/src/api/schema.d.ts");

/** The dashboard's types of the API's requests and answers, out of the document that it serves. */
export async function apiTypes(): Promise<string> {
  const nodes = await openapiTypescript(await openapiText(), {
    exportType: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
  });
  return `/** Made of the OpenAPI document by \`pnpm generate\`. */\n\n${astToString(nodes)}`;
}
