import { encoderEnvironmentSchema, runEncoderWorker } from "@sluice/encoder-worker";
import { readEnvironment } from "@sluice/service";
import { xmlEncoder } from "./mod.ts";

await runEncoderWorker(xmlEncoder, readEnvironment(encoderEnvironmentSchema, process.env));
