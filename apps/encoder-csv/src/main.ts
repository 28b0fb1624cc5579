import { encoderEnvironmentSchema, runEncoderWorker } from "@sluice/encoder-worker";
import { readEnvironment } from "@sluice/service";
import { csvEncoder } from "./mod.ts";

await runEncoderWorker(
  { encoder: csvEncoder, thread: new URL("./thread.ts", import.meta.url) },
  readEnvironment(encoderEnvironmentSchema, process.env),
);
