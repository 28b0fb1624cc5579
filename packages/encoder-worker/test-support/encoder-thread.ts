import { serveThread } from "../src/threads/serve-thread.ts";
import { linesEncoder } from "./lines-encoder.ts";

await serveThread(linesEncoder);
