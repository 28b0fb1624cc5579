import ipaddr from "ipaddr.js";

/** Whether an IP address is one of the public internet: not private, local, shared, reserved, or a cloud's own. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // `process` reads an IPv4-mapped IPv6 address as the IPv4 address that it means.
  const parsed = ipaddr.process(address);
  if (parsed.range() !== "unicast" || cloudAddresses.has(parsed.toString())) return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast);
}

/** All of IPv6 that is given out so far (RFC 4291 §2.4, IANA); what is outside may be translated to something else. */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/** Public by their range, and yet answered by the machine's own cloud: Azure's WireServer. */
const cloudAddresses: ReadonlySet<string> = new Set(["168.63.129.16"]);

/** The address that a URL's host is; null when it is a name. */
export function literalAddress({ hostname }: Pick<URL, "hostname">): string | null {
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  return ipaddr.isValid(host) ? host : null;
}
