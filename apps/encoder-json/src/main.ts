import { encoderEnvironmentSchema, runEncoderWorker } from "@sluice/encoder-worker";
import { readEnvironment } from "@sluice/service";
import { jsonEncoder } from "./mod.ts";

await runEncoderWorker(jsonEncoder, readEnvironment(encoderEnvironmentSchema, process.env));
