import { readEnvironment } from "@sluice/service";
import { encoderEnvironmentSchema } from "./environment.ts";
import { linesEncoder } from "./lines-encoder-for-tests.ts";
import { runEncoderWorker } from "./run-encoder-worker.ts";

await runEncoderWorker(linesEncoder, readEnvironment(encoderEnvironmentSchema, process.env));
