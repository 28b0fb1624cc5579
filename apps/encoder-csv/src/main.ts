import { encoderEnvironmentSchema, runEncoderWorker } from "@sluice/encoder-worker";
import { readEnvironment } from "@sluice/service";
import { csvEncoder } from "./mod.ts";

await runEncoderWorker(csvEncoder, readEnvironment(encoderEnvironmentSchema, process.env));
