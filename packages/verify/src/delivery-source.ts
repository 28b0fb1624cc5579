/** Where a run's objects are, to be read with the verifier's own rights. */
export interface DeliverySource {
  /** For people: a folder, or `s3://bucket`. */
  readonly place: string;
  /** All objects whose keys begin with `prefix`, in no particular order. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /** The object's bytes in pieces, or null where there is none. */
  read(key: string): Promise<AsyncIterable<Uint8Array> | null>;
}

export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
}
