import { mkdir, mkdtempDisposable, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { givenCores } from "./thread-count.ts";

/** What a machine says of itself. */
async function machine(files: Readonly<Record<string, string>>) {
  const folder = await mkdtempDisposable(join(tmpdir(), "sluice-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.path, path)), { recursive: true });
    await writeFile(join(folder.path, path), text);
  }
  return folder;
}

const all = availableParallelism();

const machines: Record<string, readonly [files: Readonly<Record<string, string>>, cores: number]> = {
  "without limits": [{}, all],
  "with no limit": [{ "sys/fs/cgroup/cpu.max": "max 100000\n" }, all],
  "in a container with one core": [{ "sys/fs/cgroup/cpu.max": "100000 100000\n" }, 1],
  "in a container with half a core": [{ "sys/fs/cgroup/cpu.max": "50000 100000\n" }, 1],
  "in a container with one and a half": [{ "sys/fs/cgroup/cpu.max": "150000 100000\n" }, Math.min(2, all)],
  "in a container that may use more than there is": [{ "sys/fs/cgroup/cpu.max": "99900000 100000\n" }, all],
  "in a group of its own": [
    { "proc/self/cgroup": "0::/system/encoder\n", "sys/fs/cgroup/system/encoder/cpu.max": "100000 100000\n" },
    1,
  ],
  "in a group within one that is limited": [
    {
      "proc/self/cgroup": "0::/system/encoder\n",
      "sys/fs/cgroup/system/encoder/cpu.max": "max 100000\n",
      "sys/fs/cgroup/system/cpu.max": "100000 100000\n",
    },
    1,
  ],
  "in a container of the first version": [
    { "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "100000\n", "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n" },
    1,
  ],
  "of the first version without a limit": [
    { "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n", "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n" },
    all,
  ],
};

test.for(Object.entries(machines))("a process %s is given as many cores as it may use", async ([, [files, cores]]) => {
  await using folder = await machine(files);
  expect(await givenCores(folder.path)).toBe(cores);
});
