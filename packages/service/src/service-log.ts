import pino, { type DestinationStream, type Logger } from "pino";

export type { Logger };

/**
 * A log of JSON lines, on standard output unless another place is given: each with `time` (RFC 3339), `level` in a word,
 * the app's `name`, and `msg`. Secrets never reach it; the redacted paths are a second line of defence.
 */
export function serviceLog(name: string, level: string, destination?: DestinationStream): Logger {
  const options = {
    name,
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: [...secretFields.flatMap((field) => [field, `*.${field}`]), "req.headers.authorization"],
    serializers: { err: errorSerializer },
  };
  return destination ? pino(options, destination) : pino(options);
}

const secretFields = ["credentials", "secretAccessKey", "sessionToken", "secret", "secrets"];

/** What helps to find a fault, without the request that an SDK attaches to its errors. */
function errorSerializer(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const code = "code" in error ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: errorSerializer(error.cause) };
  return { type: name, message, ...code, stack, ...cause };
}
