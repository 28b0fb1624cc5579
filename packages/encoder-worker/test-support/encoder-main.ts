import { readEnvironment } from "@sluice/service";
import { encoderEnvironmentSchema } from "../src/environment.ts";
import { runEncoderWorker } from "../src/run-encoder-worker.ts";
import { linesEncoder } from "./lines-encoder.ts";

await runEncoderWorker(
  { encoder: linesEncoder, thread: new URL("./encoder-thread.ts", import.meta.url) },
  readEnvironment(encoderEnvironmentSchema, process.env),
);
