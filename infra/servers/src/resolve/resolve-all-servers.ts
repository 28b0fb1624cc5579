import { natsServer, temporalCli, versityGateway } from "./pinned-servers.ts";
import { resolveServer } from "./resolve-server.ts";

const servers = [natsServer, versityGateway, temporalCli];

/**
 * Vitest's hook, once before the first test: has every server at hand before anything with a time limit begins. Fetching
 * or building them takes minutes, once.
 */
export async function setup(): Promise<void> {
  for (const server of servers) await resolveServer(server, { note: (text) => console.log(text) });
}
