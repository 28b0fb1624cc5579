export * from "./byte-buffer.ts";
export * from "./number-list.ts";
export * from "./spare-buffers.ts";
export * from "./two-digits.ts";
export * from "./view-of.ts";
