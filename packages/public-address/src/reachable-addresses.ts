import { lookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { isPublicAddress, literalAddress } from "./public-address.ts";

/** Which addresses may be connected to, and who says what a name stands for. */
export interface ReachableAddresses {
  readonly isReachable: (address: string) => boolean;
  readonly resolve: ResolveName;
}

/** Gives all addresses of a name. `hints` are those of `dns.lookup`. */
export type ResolveName = (
  name: string,
  options: { readonly all: true; readonly hints: number },
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export const publicAddresses: ReachableAddresses = { isReachable: isPublicAddress, resolve: lookup };
export const allAddresses: ReachableAddresses = { isReachable: () => true, resolve: lookup };

/** Why nothing was connected to. `address` is for the log: it may tell of a network that is not the customer's. */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
  readonly host: string;
  readonly address: string;

  constructor(host: string, address: string) {
    super(`${host} stands for ${address}, which must not be reached`);
    this.host = host;
    this.address = address;
  }
}

/**
 * The `lookup` of a socket: resolves a name once, refuses it when any of its addresses must not be reached, and has the
 * socket connect to those very addresses. So a name server that gives another answer the next moment gains nothing. A
 * host that is an address is never looked up: see `refuseLiteral`.
 */
export function checkedLookup({ isReachable, resolve }: ReachableAddresses): LookupFunction {
  return (name, options, callback) => {
    resolve(name, { all: true, hints: options.hints ?? 0 }).then(
      (addresses) => {
        const refused = addresses.find(({ address }) => !isReachable(address));
        const [first] = addresses;
        if (refused) callback(new AddressRefused(name, refused.address), "");
        else if (first === undefined) callback(noAddress(name), "");
        else if (options.all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error("no address", { cause: error }), ""),
    );
  };
}

/** Throws `AddressRefused` when a URL's host is an address that must not be reached. */
export function refuseLiteral(url: Pick<URL, "hostname">, { isReachable }: ReachableAddresses): void {
  const address = literalAddress(url);
  if (address !== null && !isReachable(address)) throw new AddressRefused(address, address);
}

function noAddress(name: string): Error {
  return Object.assign(new Error(`${name} has no address`), { code: "ENOTFOUND" });
}
