import { inTime } from "./in-time.ts";

export interface Readiness {
  readonly ready: boolean;
  /** It works, but not all of it. */
  readonly degraded: boolean;
  /** Names of the parts that don't answer. */
  readonly missing: readonly string[];
  /** Every part that was asked, and whether it answered. */
  readonly parts: Readonly<Record<string, boolean>>;
}

export type Checks = Readonly<Record<string, () => Promise<boolean>>>;

export interface ReadinessChecks {
  /** Without any of these there is no work. */
  readonly needs: Checks;
  /** Without these the service takes orders and catches up later. */
  readonly uses?: Checks;
}

const defaultTimeoutMs = 2_000;

/** Asks all parts at once. One that fails, or doesn't answer in time, is missing. */
export async function readinessOf(
  { needs, uses = {} }: ReadinessChecks,
  timeoutMs = defaultTimeoutMs,
): Promise<Readiness> {
  const checks = Object.entries({ ...needs, ...uses });
  const answers = await Promise.all(
    checks.map(async ([name, check]) => [name, await inTime(check(), timeoutMs).catch(() => false)] as const),
  );
  const missing = answers.filter(([, isThere]) => !isThere).map(([name]) => name);
  const ready = !missing.some((name) => Object.hasOwn(needs, name));
  return { ready, degraded: ready && missing.length > 0, missing, parts: Object.fromEntries(answers) };
}
