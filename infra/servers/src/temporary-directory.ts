import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { processGuard } from "./processes/guard.ts";

export interface TemporaryDirectory extends AsyncDisposable {
  readonly path: string;
}

/** A new folder that is removed with the resource, or with this process. */
export async function temporaryDirectory(): Promise<TemporaryDirectory> {
  const path = await mkdtemp(join(tmpdir(), "sluice-"));
  processGuard().remove(path);
  // Others may pass through, not look: PostgreSQL runs as another user where this is root.
  await chmod(path, 0o711);
  return {
    path,
    async [Symbol.asyncDispose]() {
      await rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
      processGuard().keep(path);
    },
  };
}
