import { eventLineText } from "@sluice/types";

const { beforeProfile, beforeTs, ts, beforeEventProps, beforeDeviceInfo, beforeSessionProps, end } = eventLineText;

/** What stands around the objects of an event's line, for whoever writes one. */
export const lineBytes = {
  beforeProfile: Buffer.from(beforeProfile),
  /** With zeros for the digits of `ts`. */
  beforeEventProps: Buffer.from(`${beforeTs}${ts}${beforeEventProps}`),
  beforeDeviceInfo: Buffer.from(beforeDeviceInfo),
  beforeSessionProps: Buffer.from(beforeSessionProps),
  end: Buffer.from(end),
};
