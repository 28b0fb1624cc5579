import { encoderEnvironmentSchema, runEncoderWorker } from "@sluice/encoder-worker";
import { readEnvironment } from "@sluice/service";
import { jsonEncoder } from "./mod.ts";

await runEncoderWorker(
  { encoder: jsonEncoder, thread: new URL("./thread.ts", import.meta.url) },
  readEnvironment(encoderEnvironmentSchema, process.env),
);
