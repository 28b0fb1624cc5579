import type { Encryption } from "@sluice/types";

export type BucketAction = "ListBucket" | "PutObject";

export type FailureName =
  | "accessDenied"
  | "badCredentials"
  | "bucketNotFound"
  | "wrongRegion"
  | "throttled"
  | "storeFailed"
  | "unreachable"
  | "unknownHost"
  | "untrusted"
  | "badName"
  | "clockSkewed"
  | "tooLarge"
  | "keyTooLong"
  | "quotaExceeded"
  | "kmsDenied"
  | "kmsKeyUnusable"
  | "notSupported"
  | "sessionRefused"
  | "stalled"
  | "notS3"
  | "addressRefused"
  | "unexpected";

/** Whose rights requests have, as people may see it. */
export interface BucketUser {
  readonly kind: "accessKey" | "role";
  /** `access key AKIA…7Q` */
  readonly name: string;
  /** To whom a policy is attached: `that key's user`. */
  readonly grantee: string;
}

export interface Place {
  readonly bucket: string;
  readonly region: string;
  readonly address: string;
  readonly user: BucketUser;
  readonly encryption: Encryption["type"];
  readonly action: BucketAction;
  /** Where the bucket is, if the store told. */
  readonly rightRegion: string | null;
  /** `HTTP 405 (MethodNotAllowed)`; null when nothing was answered. */
  readonly answer: string | null;
  /** `took 12.3 of 45.4 MB, and nothing more in 30 s`; null when nothing stalled. */
  readonly stall: string | null;
}

export interface BucketFailure {
  readonly code: string;
  readonly retryable: boolean;
  /** The codes that S3, stores like it and Node's network give it. */
  readonly storeCodes: readonly string[];
  readonly message: (place: Place) => string;
}

/** Everything that can go wrong with a bucket, as its owner should read it. */
export const failures: Readonly<Record<FailureName, BucketFailure>> = {
  accessDenied: {
    code: "connection.access_denied",
    retryable: false,
    storeCodes: ["AccessDenied", "AllAccessDisabled", "AccountProblem", "Forbidden"],
    // S3 has no other code for a KMS key that refuses.
    message: ({ bucket, action, user, encryption }) =>
      action === "PutObject" && encryption === "sse-kms"
        ? `The bucket ${bucket}, or its KMS key, refused ${action} for ${user.name}. Attach the policies shown under Connections > Policy, that for the KMS key too, to ${user.grantee}, then press Retry.`
        : `The bucket ${bucket} refused ${action} for ${user.name}. Attach the policy shown under Connections > Policy to ${user.grantee}, then press Retry.`,
  },
  badCredentials: {
    code: "connection.bad_credentials",
    retryable: false,
    storeCodes: ["InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken", "InvalidClientTokenId"],
    message: ({ address, user }) =>
      `${address} does not accept the credentials of ${user.name}. Replace the connection's access key id and secret access key, then press Retry.`,
  },
  bucketNotFound: {
    code: "connection.bucket_not_found",
    retryable: false,
    storeCodes: ["NoSuchBucket", "NotFound"],
    message: ({ bucket, address }) =>
      `There is no bucket ${bucket} at ${address}. Create it and press Retry, or make a connection with the right name and export again.`,
  },
  wrongRegion: {
    code: "connection.wrong_region",
    retryable: false,
    storeCodes: ["PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException"],
    message: ({ bucket, region, rightRegion }) =>
      rightRegion === null || rightRegion === region
        ? `The bucket ${bucket} is not in ${region}. Make a connection with the bucket's own region (S3 console > Properties).`
        : `The bucket ${bucket} is in ${rightRegion}, not in ${region}. Make a connection with that region.`,
  },
  throttled: {
    code: "connection.throttled",
    retryable: true,
    storeCodes: [
      ...["SlowDown", "ServiceUnavailable", "Throttling", "ThrottlingException", "TooManyRequests"],
      ...["TooManyRequestsException", "RequestLimitExceeded", "BandwidthLimitExceeded", "KMS.ThrottlingException"],
    ],
    message: ({ bucket }) => `The bucket ${bucket} asks to be sent less at a time. It is tried again more slowly.`,
  },
  storeFailed: {
    code: "connection.store_failed",
    retryable: true,
    storeCodes: [
      ...["InternalError", "OperationAborted", "IncompleteBody", "BadDigest", "XAmzContentSHA256Mismatch"],
      ...["InvalidDigest", "TemporaryRedirect"],
    ],
    message: ({ address, action, answer }) =>
      `${address} failed to answer ${action}${answer === null ? "" : `: ${answer}`}. It is tried again.`,
  },
  unreachable: {
    code: "connection.unreachable",
    retryable: true,
    storeCodes: [
      ...["RequestTimeout", "TimeoutError", "NetworkingError", "ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "EPIPE"],
      ...["ETIMEDOUT", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN"],
    ],
    message: ({ address }) =>
      `${address} cannot be reached. It is tried again; check the endpoint, DNS and firewalls if it stays so.`,
  },
  unknownHost: {
    // DNS says that there is no such name, not that it can't tell now (EAI_AGAIN): it won't be there in a minute either.
    code: "connection.unknown_host",
    retryable: false,
    storeCodes: ["ENOTFOUND"],
    message: ({ address }) =>
      `The host name of ${address} does not exist. Make a connection with the right endpoint and region, and export again.`,
  },
  untrusted: {
    code: "connection.tls_failed",
    retryable: false,
    storeCodes: [
      ...["CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "EPROTO"],
      ...["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "ERR_TLS_CERT_ALTNAME_INVALID"],
      ...["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG"],
    ],
    message: ({ address }) =>
      `No trusted HTTPS connection to ${address} can be made. Check the endpoint's http or https and its certificate, then press Retry.`,
  },
  badName: {
    code: "connection.bad_bucket_name",
    retryable: false,
    storeCodes: ["InvalidBucketName"],
    message: ({ bucket }) => `"${bucket}" is no valid bucket name. Make a connection with the right name.`,
  },
  clockSkewed: {
    // The difference is learnt from the answer, so the next attempt may well be taken.
    code: "connection.clock_skewed",
    retryable: true,
    storeCodes: ["RequestTimeTooSkewed"],
    message: ({ address }) => `${address} refuses requests because this machine's clock is wrong. Set the clock.`,
  },
  tooLarge: {
    code: "connection.object_too_large",
    retryable: false,
    storeCodes: ["EntityTooLarge", "MaxMessageLengthExceeded"],
    message: ({ bucket }) =>
      `The bucket ${bucket} refused an object for its size. Lower SLUICE_MAX_OBJECT_BYTES on the encoders, then press Retry.`,
  },
  keyTooLong: {
    code: "connection.key_too_long",
    retryable: false,
    storeCodes: ["KeyTooLongError", "KeyTooLong"],
    message: ({ bucket }) =>
      `The bucket ${bucket} refused an object for the length of its key. Make a connection with a shorter prefix.`,
  },
  quotaExceeded: {
    code: "connection.quota_exceeded",
    retryable: false,
    storeCodes: ["QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded"],
    message: ({ bucket }) =>
      `The bucket ${bucket} has reached its quota. Make room or raise the quota, then press Retry.`,
  },
  kmsDenied: {
    code: "connection.kms_denied",
    retryable: false,
    storeCodes: ["KMS.AccessDeniedException"],
    message: ({ bucket, user }) =>
      `The bucket ${bucket} encrypts with a KMS key that ${user.name} may not use. Allow kms:GenerateDataKey on it for ${user.grantee}, then press Retry.`,
  },
  kmsKeyUnusable: {
    code: "connection.kms_key_unusable",
    retryable: false,
    storeCodes: [
      ...["KMS.DisabledException", "KMS.NotFoundException", "KMS.KMSInvalidStateException"],
      ...["KMS.InvalidKeyUsageException", "KMS.InvalidStateException"],
    ],
    message: ({ bucket, region }) =>
      `The KMS key that objects in ${bucket} are to be encrypted with is disabled, deleted, of another kind or not in ${region}. Enable it or give the connection the right key, then press Retry.`,
  },
  notSupported: {
    code: "connection.not_supported",
    retryable: false,
    storeCodes: ["NotImplemented", "XNotImplemented"],
    message: ({ address, action, encryption }) =>
      encryption === "none"
        ? `${address} does not support ${action} as Sluice does it. Make a connection to a store that does.`
        : `${address} does not support ${action} with the encryption ${encryption}. Change the connection's encryption, then press Retry.`,
  },
  sessionRefused: {
    // What credentials that are wrong come to when they are a role's: the next attempt has new ones.
    code: "connection.session_refused",
    retryable: true,
    storeCodes: [],
    message: ({ address, user }) =>
      `${address} does not accept the temporary credentials of ${user.name}. It is tried again with new ones; if it stays so, Sluice's operator has to check the clock and the STS endpoint.`,
  },
  stalled: {
    code: "connection.stalled",
    retryable: true,
    storeCodes: [],
    message: ({ address, stall }) =>
      `${address} ${stall ?? "stood still"}. It is tried again; look at the line to it, and at what is between, if it stays so.`,
  },
  notS3: {
    code: "connection.not_s3",
    retryable: false,
    storeCodes: [],
    message: ({ address, action, answer }) =>
      `${address} does not answer as S3 does: to ${action} came ${answer ?? "something that is no HTTP"}. Check the endpoint and its port; a web console, a login page or a proxy may be there. Make a connection with the right one, and export again.`,
  },
  addressRefused: {
    code: "connection.address_refused",
    retryable: false,
    storeCodes: [],
    message: ({ address }) =>
      `Nothing was sent to ${address}: its host is, or stands for, a private or reserved address. Make a connection with a public endpoint, and export again; Sluice's operator can allow private ones.`,
  },
  unexpected: {
    code: "connection.unexpected",
    retryable: true,
    storeCodes: [],
    message: ({ address, action, answer }) =>
      answer === null
        ? `${action} failed at ${address} with an error that Sluice does not know. The service log has it; check the endpoint and its port.`
        : `${address} answered ${action} with ${answer}, which Sluice does not know. Look that code up in what the store's maker says, and check the endpoint and its port.`,
  },
};
