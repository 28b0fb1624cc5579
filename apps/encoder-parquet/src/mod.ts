export { parquetEncoder } from "./encode-parquet.ts";
