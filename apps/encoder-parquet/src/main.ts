import { encoderEnvironmentSchema, runEncoderWorker } from "@sluice/encoder-worker";
import { readEnvironment } from "@sluice/service";
import { parquetEncoder } from "./mod.ts";

await runEncoderWorker(
  { encoder: parquetEncoder, thread: new URL("./thread.ts", import.meta.url) },
  readEnvironment(encoderEnvironmentSchema, process.env),
);
