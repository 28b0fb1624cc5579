import type { BucketAction } from "../errors.ts";
import type { RawAnswer } from "./read-answer.ts";
import { BrokenAnswer, ChecksumDiffers, NotS3Answer } from "./transfer-errors.ts";

interface Judged extends RawAnswer {
  readonly isBodySent: boolean;
}

/**
 * Gives an answer on if it is S3's, and throws if it cannot be: done means stored, and a web console, a login page or a
 * proxy may well say 200 to everything.
 */
export function judgeAnswer(
  action: BucketAction,
  sentHeaders: Readonly<Record<string, string>>,
  answer: Judged,
): RawAnswer {
  const { status } = answer;
  if (status >= 300) return refusal(answer);
  if (answer.end === "broken") throw new BrokenAnswer("the answer broke off");
  // An error that came to mind late (https://repost.aws/knowledge-center/s3-resolve-200-internalerror).
  if (isS3Error(text(answer.body))) return { ...answer, status: 503 };
  if (status !== 200 || !answer.isBodySent || !isSuccess[action](answer)) throw notS3(answer);
  const [sent, echoed] = [sentHeaders[checksumHeader], answer.headers[checksumHeader]];
  if (sent !== undefined && echoed !== undefined && sent !== echoed) throw new ChecksumDiffers("of the stored object");
  return answer;
}

const checksumHeader = "x-amz-checksum-crc32";

const isSuccess: Readonly<Record<BucketAction, (answer: RawAnswer) => boolean>> = {
  // Its answer has no body (https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html).
  PutObject: ({ headers, body }) =>
    isBlank(body) && (isEntityTag(headers.etag ?? "") || (headers[checksumHeader] ?? "") !== ""),
  ListBucket: ({ body, end }) => end === "whole" && /^\s*(<\?xml[^>]*\?>\s*)?<ListBucketResult[\s>/]/.test(text(body)),
};

/** Web servers give weak tags to anything that they answer; S3's are strong, unless a proxy weakened them. */
function isEntityTag(etag: string): boolean {
  return etag.startsWith("W/") ? /^W\/"[0-9a-f]{32}(-\d+)?"$/i.test(etag) : /[^"\s]/.test(etag);
}

/**
 * What says no in S3's words goes on. What says it in none is judged by its status alone, where that tells something
 * whoever says it; everything else is no S3.
 */
function refusal(answer: Judged): RawAnswer {
  const { status, headers, body } = answer;
  if (isS3Error(text(body))) return answer;
  const isTelling =
    (status >= 500 && !statusesOfOthers.has(status)) ||
    statusesOfAnybody.has(status) ||
    (isBlank(body) && (statusesOfS3.has(status) || (status === 301 && headers["x-amz-bucket-region"] !== undefined)));
  if (!isTelling) throw answer.end === "broken" ? new BrokenAnswer("the refusal broke off") : notS3(answer);
  return { ...answer, body: Buffer.alloc(0) };
}

/** In time that grows with the text's length only, as strangers write it. */
function isS3Error(body: string): boolean {
  const start = body.search(/<Error[\s>]/);
  return start >= 0 && body.indexOf("<Code>", start) >= 0;
}

/** Proxies say these too, of a store that is there. */
const statusesOfAnybody: ReadonlySet<number> = new Set([408, 413, 417, 425, 429]);
/** Web servers say these to methods that they do not know. */
const statusesOfOthers: ReadonlySet<number> = new Set([501, 505]);
const statusesOfS3: ReadonlySet<number> = new Set([403, 404]);

function notS3({ status, headers }: RawAnswer): NotS3Answer {
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  return new NotS3Answer(status, /^[\w!#$&^.+-]{1,40}\/[\w!#$&^.+-]{1,60}$/.test(type.trim()) ? type.trim() : null);
}

function isBlank(body: Buffer): boolean {
  return text(body).trim() === "";
}

function text(body: Buffer): string {
  return body.toString("utf8").replace(/^\ufeff/, "");
}
