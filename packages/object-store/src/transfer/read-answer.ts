import type { IncomingMessage } from "node:http";

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Whether that is all of it: more than is read of an answer came, or it broke off. */
  readonly end: "whole" | "tooLong" | "broken";
}

/** No answer that Sluice asks for is longer: a list of one object, or an error. */
const maxAnswerBytes = 256 * 1024;

/** Reads an answer, and of one that never ends only so much. */
export async function readAnswer(message: IncomingMessage): Promise<RawAnswer> {
  const chunks: Uint8Array[] = [];
  let byteLength = 0;
  let end: RawAnswer["end"] = "whole";
  try {
    for await (const chunk of message) {
      chunks.push(chunk);
      byteLength += chunk.byteLength;
      if (byteLength <= maxAnswerBytes) continue;
      end = "tooLong";
      break;
    }
  } catch {
    end = "broken";
  }
  const { statusCode: status = 0, headers } = message;
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value ?? "")] as const);
  return { status, headers: Object.fromEntries(texts), body: Buffer.concat(chunks), end };
}
