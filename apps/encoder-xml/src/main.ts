import { encoderEnvironmentSchema, runEncoderWorker } from "@sluice/encoder-worker";
import { readEnvironment } from "@sluice/service";
import { xmlEncoder } from "./mod.ts";

await runEncoderWorker(
  { encoder: xmlEncoder, thread: new URL("./thread.ts", import.meta.url) },
  readEnvironment(encoderEnvironmentSchema, process.env),
);
