import { XMLParser } from "fast-xml-parser";
import { fieldOf, textIn } from "./error-codes.ts";

/** A store's refusal, with what the SDK's errors have that is looked at. */
export class StoreRefusal extends Error {
  override readonly name: string;
  readonly Code: string | null;
  readonly Region: string | null;
  readonly $metadata: { readonly httpStatusCode: number };
  readonly $response: { readonly headers: Readonly<Record<string, string>> };

  constructor(status: number, headers: Readonly<Record<string, string>>, body: Uint8Array) {
    const error = fieldOf(parsed(body), "Error");
    const code = textIn(error, "Code");
    super(textIn(error, "Message") ?? `HTTP ${status}`);
    this.name = code ?? (status === 404 ? "NotFound" : "Unknown");
    this.Code = code;
    this.Region = textIn(error, "Region");
    this.$metadata = { httpStatusCode: status };
    this.$response = { headers };
  }
}

/** Codes are texts even where they look like numbers; strangers write them, so nothing in them is expanded. */
const parser = new XMLParser({ parseTagValue: false, processEntities: false });

function parsed(body: Uint8Array): unknown {
  try {
    return parser.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return null;
  }
}
