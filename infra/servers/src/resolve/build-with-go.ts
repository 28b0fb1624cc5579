import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PinnedServer } from "./pinned-servers.ts";
import { outputOf, runCommand } from "./run-command.ts";

/** Builds a server's pinned version into `folder`; gives the problem if that can't be done here. */
export async function buildWithGo(
  server: PinnedServer,
  folder: string,
  note: (text: string) => void,
): Promise<string | null> {
  if (!(await outputOf("go", ["version"])).startsWith("go version")) return "Go is not installed";
  note(`building ${server.name} ${server.version} with Go, once; this takes one to three minutes`);
  const temporary = await mkdtemp(`${folder}.`);
  try {
    const built = join(temporary, "bin");
    await mkdir(built);
    // GOBIN and cross-compiling exclude each other, so these must not come in from outside.
    const env = { GOBIN: built, GOOS: "", GOARCH: "", CGO_ENABLED: "0", ...goEnvironment() };
    await runCommand("go", ["install", `${server.goPackage}@v${server.version}`], env);
    await mkdir(dirname(folder), { recursive: true });
    await rename(built, folder);
    return null;
  } catch (error) {
    const lines = error instanceof Error ? error.message.trim().split("\n") : [];
    return `go install ${server.goPackage}@v${server.version} failed (${lines.slice(-2).join(" ")})`;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** How this machine reaches Go modules is its owner's business. */
function goEnvironment(): Record<string, string> {
  const passedOn = Object.entries(process.env).filter(
    ([name, value]) =>
      value &&
      /^(GO(PATH|ROOT|PROXY|FLAGS|SUMDB|NOSUMDB|PRIVATE|CACHE|MODCACHE|TOOLCHAIN)|https?_proxy|no_proxy)$/i.test(name),
  );
  return Object.fromEntries(passedOn.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
