import { SluiceError } from "@sluice/types";
import { codesOf, statusOf } from "./error-codes.ts";

interface RoleFailure {
  readonly code: string;
  readonly retryable: boolean;
  /** The codes that STS, the SDK and Node's network give it. */
  readonly stsCodes: readonly string[];
  readonly message: (roleArn: string, sts: string) => string;
}

/** Everything that can go wrong with assuming a role, as the bucket's owner should read it. */
const failures = {
  refused: {
    code: "connection.role_refused",
    retryable: false,
    stsCodes: ["AccessDenied", "AccessDeniedException", "ValidationError", "Forbidden"],
    message: (roleArn) =>
      `Sluice may not assume the role ${roleArn}. Check that the role exists and that its trust policy is the one shown under Connections > Policy, with Sluice's principal and the project's external id, then press Retry.`,
  },
  // Nothing that a customer does helps, and the operator may mend it while it is tried again.
  noIdentity: {
    code: "connection.role_not_possible",
    retryable: true,
    stsCodes: [
      ...["CredentialsProviderError", "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch"],
      ...["ExpiredToken", "ExpiredTokenException", "InvalidIdentityToken", "MissingAuthenticationToken"],
      ...["RegionDisabledException", "OptInRequired"],
    ],
    message: (roleArn, sts) =>
      `Sluice has no AWS credentials that ${sts} accepts, so it cannot assume the role ${roleArn}. Sluice's operator has to set them; it is tried again.`,
  },
  unknownHost: {
    code: "connection.unknown_host",
    retryable: false,
    stsCodes: ["ENOTFOUND"],
    message: (_roleArn, sts) =>
      `The host name of ${sts} does not exist. Make a connection with the right region, and export again.`,
  },
  /** And whatever else it says: it may be another answer in a minute. */
  unreachable: {
    code: "connection.sts_unreachable",
    retryable: true,
    stsCodes: [],
    message: (roleArn, sts) =>
      `${sts} did not answer when Sluice asked for the role ${roleArn}. It is tried again; if it stays so, Sluice's operator has to look at the network.`,
  },
} as const satisfies Readonly<Record<string, RoleFailure>>;

/** STS's error in the user's words, decided by its code alone; the raw error is the cause, for the log. */
export function roleError(roleArn: string, sts: string, error: unknown): SluiceError {
  const { code, retryable, message } = failureOf(error);
  return new SluiceError({ code, retryable, message: message(roleArn, sts) }, { cause: error });
}

function failureOf(error: unknown): RoleFailure {
  for (const code of codesOf(error)) {
    const known = byCode.get(code);
    if (known) return known;
  }
  return statusOf(error) === 403 ? failures.refused : failures.unreachable;
}

const byCode: ReadonlyMap<string, RoleFailure> = new Map(
  Object.values(failures).flatMap((failure) => failure.stsCodes.map((code) => [code, failure] as const)),
);

export const roleNeedsSts = (roleArn: string) =>
  new SluiceError({
    code: "connection.role_needs_aws",
    retryable: false,
    message: `The role ${roleArn} cannot be assumed for a store with an endpoint of its own, because Sluice knows no STS for it. Give the connection an access key, or leave its endpoint out for AWS.`,
  });
