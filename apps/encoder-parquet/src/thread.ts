import { serveThread } from "@sluice/encoder-worker/thread";
import { parquetEncoder } from "./mod.ts";

await serveThread(parquetEncoder);
