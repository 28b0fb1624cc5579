import { encoderEnvironmentSchema, runEncoderWorker } from "@sluice/encoder-worker";
import { readEnvironment } from "@sluice/service";
import { parquetEncoder } from "./mod.ts";

await runEncoderWorker(parquetEncoder, readEnvironment(encoderEnvironmentSchema, process.env));
