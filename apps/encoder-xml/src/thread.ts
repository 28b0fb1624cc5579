import { serveThread } from "@sluice/encoder-worker/thread";
import { xmlEncoder } from "./mod.ts";

await serveThread(xmlEncoder);
