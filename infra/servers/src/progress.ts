/** What a start is doing, for whoever shows it. */
export type OnProgress = (event: ProgressEvent) => void;

export type ProgressEvent =
  | { readonly state: "started"; readonly step: string }
  /** A passing note is only of interest while it is true. */
  | { readonly state: "note"; readonly step: string; readonly text: string; readonly passing?: boolean }
  | { readonly state: "done"; readonly step: string; readonly elapsedMs: number }
  | { readonly state: "failed"; readonly step: string; readonly elapsedMs: number };

export const noProgress: OnProgress = () => undefined;

/** Does one step of a start and reports on it; `note` says what takes so long. */
export async function inStep<T>(
  onProgress: OnProgress,
  step: string,
  work: (note: (text: string, passing?: boolean) => void) => Promise<T>,
): Promise<T> {
  const startedMs = performance.now();
  onProgress({ state: "started", step });
  try {
    const result = await work((text, passing = false) => onProgress({ state: "note", step, text, passing }));
    onProgress({ state: "done", step, elapsedMs: performance.now() - startedMs });
    return result;
  } catch (error) {
    onProgress({ state: "failed", step, elapsedMs: performance.now() - startedMs });
    throw error;
  }
}
