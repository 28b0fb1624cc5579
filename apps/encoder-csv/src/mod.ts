export { csvEncoder } from "./encode-csv.ts";
