import { serveThread } from "@sluice/encoder-worker/thread";
import { csvEncoder } from "./mod.ts";

await serveThread(csvEncoder);
