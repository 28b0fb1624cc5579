import type { Connection, Export } from "../../api/schema.d.ts";
import { shellQuote } from "../../ui/shell-quote.ts";

/** The command that checks an export's deliveries in their bucket; of a recurring one the chain of its runs, too. */
export function verifyCommand(
  { bucket, prefix, region, endpoint }: Pick<Connection, "bucket" | "prefix" | "region" | "endpoint">,
  { requestId, frequency }: Pick<Export, "requestId" | "frequency">,
): string {
  const chain = frequency === "recurring" ? " --chain" : "";
  const at = endpoint === null ? "" : ` --endpoint ${shellQuote(endpoint)}`;
  return `./sluice verify ${shellQuote(`s3://${bucket}/${prefix}`)} --request-id ${requestId}${chain} --region ${shellQuote(region)}${at}`;
}
