import type { S3Client } from "@aws-sdk/client-s3";
import type { HttpRequest } from "@smithy/core/protocols";
import { SignatureV4 } from "@smithy/signature-v4";

export interface RequestSigner {
  sign(request: HttpRequest, signingRegion: string): Promise<HttpRequest>;
  /** What a store says that the time is, so that a wrong clock here does no harm. */
  hearDate(date: string | undefined): void;
}

/** S3 takes clocks that are wrong by up to 15 minutes. */
const maxSkewMs = 5 * 60_000;

/** Signs with the client's credentials, which it renews before they expire. */
export function requestSigner({ config }: S3Client): RequestSigner {
  const signer = new SignatureV4({
    credentials: config.credentials,
    region: config.region,
    service: "s3",
    sha256: config.sha256,
    // S3's paths are escaped once (https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html).
    uriEscapePath: false,
    applyChecksum: true,
  });
  let skewMs = 0;
  return {
    async sign(request, signingRegion) {
      const { headers } = await signer.sign(request, { signingDate: new Date(Date.now() + skewMs), signingRegion });
      request.headers = headers;
      return request;
    },
    hearDate(date) {
      const off = Date.parse(date ?? "") - Date.now();
      if (Math.abs(off - skewMs) >= maxSkewMs) skewMs = off;
    },
  };
}
