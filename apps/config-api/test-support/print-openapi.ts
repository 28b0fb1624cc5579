import { openapiText } from "./openapi-document.ts";

/** Prints the OpenAPI document. */
process.stdout.write(await openapiText());
