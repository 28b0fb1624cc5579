/** A role's trust policy, ready to paste. */
export interface TrustPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Sid: "SluiceAssumeRole";
    readonly Effect: "Allow";
    readonly Principal: { readonly AWS: string };
    readonly Action: "sts:AssumeRole";
    readonly Condition: { readonly StringEquals: { readonly "sts:ExternalId": string } };
  }[];
}

/** IAM refuses it, so a policy with it opens nothing to anybody. */
export const unknownPrincipal = "ASK-THE-OPERATOR-OF-SLUICE-WHO-SETS-SLUICE_AWS_PRINCIPAL";

/**
 * Lets Sluice assume a role, and that for one project alone: Sluice says a project's external id for that project only,
 * so nobody else's connection gets in with the same role
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
 */
export function trustPolicy(principal: string | null, externalId: string): TrustPolicy {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "SluiceAssumeRole",
        Effect: "Allow",
        Principal: { AWS: principal ?? unknownPrincipal },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": externalId } },
      },
    ],
  };
}
