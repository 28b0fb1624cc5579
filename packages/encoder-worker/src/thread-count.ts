import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";

/** How many cores this process is given: what its container may use, rounded up, or else what the machine has. */
export async function givenCores(root = "/"): Promise<number> {
  const limits = await Promise.all([versionTwo(root), versionOne(root)]);
  const known = limits.flat().filter((cores) => cores > 0);
  return Math.max(1, Math.ceil(Math.min(availableParallelism(), ...known)));
}

/** A process sees its own group as the root, or, outside of a container, where `/proc` says. */
async function versionTwo(root: string): Promise<number[]> {
  const own = /^0::(\/.*)$/m.exec(await textOf(join(root, "proc/self/cgroup")))?.[1] ?? "/";
  const folders = own.split("/").map((_, index, parts) => parts.slice(0, parts.length - index).join("/"));
  const texts = await Promise.all(folders.map((folder) => textOf(join(root, "sys/fs/cgroup", folder, "cpu.max"))));
  return texts.map((text) => {
    const [quota, period] = text.trim().split(/\s+/).map(Number);
    return coresOf(quota, period);
  });
}

async function versionOne(root: string): Promise<number[]> {
  const [quota, period] = await Promise.all(
    ["cpu.cfs_quota_us", "cpu.cfs_period_us"].map((name) => textOf(join(root, "sys/fs/cgroup/cpu", name))),
  );
  return [coresOf(Number(quota), Number(period))];
}

/** 0 where there is no limit: `max`, -1, or no such file. */
function coresOf(quota = 0, period = 0): number {
  return quota > 0 && period > 0 ? quota / period : 0;
}

async function textOf(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}
