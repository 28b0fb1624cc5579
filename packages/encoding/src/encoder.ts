import type {
  EpochMs,
  EventBatch,
  EventSchema,
  Format,
  FormatOptions,
  KeyTypes,
  ProfileBatch,
  RecordBatch,
  ShownObject,
} from "@sluice/types";

/**
 * A format's encoder: turns records into bytes and knows nothing of gzip, limits, keys or storage.
 *
 * An object is `head()`, then blocks, then `tail(those blocks)`. A block holds whole records and may stand in any
 * object, at any place, so the roller can end an object between two blocks. `Footer` is what a block leaves for the
 * tail (a Parquet row group's metadata; nothing for text formats).
 */
export interface Encoder<Footer = undefined> {
  readonly format: Format;
  /** How objects are stored: one gzip member around all of it, or as the encoder wrote it. */
  container(options: FormatOptions): "gzip" | "none";
  open(context: EncodeContext): BlockEncoder<Footer>;
  openProfiles(context: ProfileContext): BlockEncoder<Footer, ProfileBatch>;
  /** What a person sees of an object as the encoder wrote it: at most about so many bytes of text. */
  show(object: Uint8Array, maxBytes: number): Promise<ShownOutput>;
}

export interface ShownOutput {
  readonly shown: ShownObject;
  /** Whether something of the object is left out. */
  readonly isCut: boolean;
}

/** How big a block may get. */
export interface BlockLimits {
  /** A text block ends with the record that reaches this size; default 1 MiB. Parquet has its own row-group bounds. */
  readonly maxBlockBytes: number;
  /** No block holds more records than this. */
  readonly maxBlockRecords: number;
}

/** What is the same for all objects of one event in one run. */
export interface EncodeContext extends BlockLimits {
  readonly eventName: string;
  readonly schema: EventSchema;
  /** IANA name; formats that print `yyyymmddHHMMSS` do so in it. */
  readonly timeZone: string;
  readonly options: FormatOptions;
}

/** What is the same for all objects of profiles in one run. */
export interface ProfileContext extends BlockLimits {
  /** Every key that a profile has, in code-point order. */
  readonly keys: readonly KeyTypes[];
  readonly options: FormatOptions;
}

export interface BlockEncoder<Footer = undefined, Batch extends RecordBatch = EventBatch> {
  head(): Uint8Array;
  /** Takes a batch and gives every block that it completes. Block borders depend on the records alone, not on batches. */
  encode(batch: Batch): Iterable<Block<Footer>>;
  /** What is still buffered. Afterwards the encoder is spent. */
  finish(): Iterable<Block<Footer>>;
  /** The bytes that end an object made of `head()` and these blocks. */
  tail(blocks: readonly BlockSummary<Footer>[]): Uint8Array;
}

export interface Block<Footer = undefined> {
  readonly bytes: Uint8Array;
  readonly records: number;
  readonly minTsMs: EpochMs;
  readonly maxTsMs: EpochMs;
  readonly footer: Footer;
  /** Gives the bytes back to be written over, once nobody reads them any more; whoever keeps them doesn't. */
  readonly release?: () => void;
}

/** A block whose bytes have gone on their way. */
export interface BlockSummary<Footer = undefined> {
  readonly byteLength: number;
  readonly records: number;
  readonly footer: Footer;
}
