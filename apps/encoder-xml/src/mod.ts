export { xmlEncoder } from "./encode-xml.ts";
