export type { Block, BlockEncoder, BlockSummary, EncodeContext, Encoder } from "./encoder.ts";
