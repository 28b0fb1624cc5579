import { z } from "zod";

/** How the services read from their environment which stores connections may be for. */
export const connectionEnvironmentShape = {
  /** Lets connections have endpoints at private addresses: for a local stack, and where stores are on a private network. */
  SLUICE_CONNECTION_ALLOW_PRIVATE: z.stringbool({ truthy: ["true"], falsy: ["false"] }).default(false),
};
