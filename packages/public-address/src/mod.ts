/**
 * Customers name hosts: webhooks' receivers, buckets' endpoints. What they name must not be the operator's own network.
 *
 * - public-address.ts says which addresses are nobody's own network
 * - reachable-addresses.ts connects to addresses that were checked, and to no others
 */
export * from "./public-address.ts";
export * from "./reachable-addresses.ts";
