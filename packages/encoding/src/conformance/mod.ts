export {
  type EncodedObject,
  encodeSample,
  encodeSampleProfiles,
  plainOptions,
  type SampleSegment,
  unwrapped,
} from "./encode-sample.ts";
export { type ConformanceSubject, encoderConformance } from "./encoder-conformance.ts";
export { type Dialect, type ReadEntry, type ReadRecord, sectionEntries } from "./expected-record.ts";
export { goldenObjects } from "./golden-objects.ts";
export { markedNames } from "./marked-names.ts";
export { type ProfileSubject, profileConformance, type ReadProfile } from "./profile-conformance.ts";
export { batchOf, type SampleRecord, sampleRecord, schemaOf } from "./sample-record.ts";
