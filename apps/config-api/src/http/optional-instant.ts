import { type EpochMs, instantMs } from "@sluice/types";

/** A bound that a query may leave out. */
export function msOf(instant: string | undefined): EpochMs | undefined {
  return instant === undefined ? undefined : instantMs(instant);
}
