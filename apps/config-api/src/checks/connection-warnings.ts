import type { Project } from "@sluice/config-store";
import { bucketRegions, type ConnectionTarget, type Warning } from "@sluice/types";

/** What works and may yet not be meant. */
export function connectionWarnings({ region, endpoint, prefix }: ConnectionTarget, project: Project): Warning[] {
  return [...regionWarnings(region, project), ...endpointWarnings(endpoint), ...prefixWarnings(prefix)];
}

function prefixWarnings(prefix: string): Warning[] {
  const odd = prefix.startsWith("/") || prefix.includes("//") ? "a slash at its beginning or two in a row" : null;
  const what = odd ?? (prefix.includes(":") ? "a colon, over which Spark gives up the whole folder" : null);
  if (what === null) return [];
  return [
    {
      code: "connection.odd_prefix",
      message: `The prefix ${JSON.stringify(prefix)} has ${what}. Keys begin with it as it is, and some tools do not find them then.`,
    },
  ];
}

function regionWarnings(region: string, project: Project): Warning[] {
  const expected = bucketRegions[project.region];
  if (region === expected.region) return [];
  return [
    {
      code: "connection.region_differs",
      message: `The project's data is in ${project.region}, for which buckets should be in ${expected.region} (${expected.place}). Exports to ${region} work, but the data leaves the project's region.`,
    },
  ];
}

function endpointWarnings(endpoint: string | null): Warning[] {
  if (endpoint === null || !isPlainHttpElsewhere(new URL(endpoint))) return [];
  return [
    {
      code: "connection.plain_http",
      message: `Objects travel to ${endpoint} unencrypted. Use an https endpoint unless the network between is your own.`,
    },
  ];
}

function isPlainHttpElsewhere({ protocol, hostname }: URL): boolean {
  return protocol === "http:" && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
