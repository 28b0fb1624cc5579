import { serveThread } from "@sluice/encoder-worker/thread";
import { jsonEncoder } from "./mod.ts";

await serveThread(jsonEncoder);
