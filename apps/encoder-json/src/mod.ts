export { jsonEncoder } from "./encode-json.ts";
