import { arch, platform } from "node:process";

/** A server that a machine may lack: what is fine if it is there, and where to get it from if it is not. */
export interface PinnedServer {
  readonly name: "temporal" | "nats-server" | "versitygw";
  /** What is fetched or built. */
  readonly version: string;
  readonly goPackage: string;
  /** Release files; `checksums` is a list of `<sha256>  <file>` lines of that very release. */
  readonly release: { readonly folder: string; readonly archive: string; readonly checksums: string };
  /** Whether what `--version` prints names a version that will do. */
  accepts(versionText: string): boolean;
}

const goArch = arch === "x64" ? "amd64" : arch;
const unameOs = platform === "darwin" ? "Darwin" : "Linux";
const unameArch = arch === "x64" ? "x86_64" : arch;

export const temporalCli: PinnedServer = {
  name: "temporal",
  // The last one that `go install` can build: later ones replace a module.
  version: "1.5.1",
  goPackage: "github.com/temporalio/cli/cmd/temporal",
  release: {
    folder: "https://github.com/temporalio/cli/releases/download/v1.5.1",
    archive: `temporal_cli_1.5.1_${platform}_${goArch}.tar.gz`,
    checksums: "checksums.txt",
  },
  // A binary built by `go install` calls itself 0.0.0-DEV, so the server inside counts.
  accepts: (text) => isAtLeast(/Server (\d+)\.(\d+)/.exec(text), 1, 28),
};

export const natsServer: PinnedServer = {
  name: "nats-server",
  version: "2.15.2",
  goPackage: "github.com/nats-io/nats-server/v2",
  release: {
    folder: "https://github.com/nats-io/nats-server/releases/download/v2.15.2",
    archive: `nats-server-v2.15.2-${platform}-${goArch}.tar.gz`,
    checksums: "SHA256SUMS",
  },
  accepts: (text) => isAtLeast(/v(\d+)\.(\d+)/.exec(text), 2, 12),
};

export const versityGateway: PinnedServer = {
  name: "versitygw",
  version: "1.7.0",
  goPackage: "github.com/versity/versitygw/cmd/versitygw",
  release: {
    folder: "https://github.com/versity/versitygw/releases/download/v1.7.0",
    archive: `versitygw_v1.7.0_${unameOs}_${unameArch}.tar.gz`,
    checksums: "checksums.txt",
  },
  // A binary built by `go install` knows no version but "git".
  accepts: (text) => /Version\s*: git\b/.test(text) || isAtLeast(/Version\s*: v?(\d+)\.(\d+)/.exec(text), 1, 1),
};

function isAtLeast(found: RegExpExecArray | null, major: number, minor: number): boolean {
  if (!found) return false;
  const [, foundMajor, foundMinor] = found.map(Number);
  return foundMajor === major && (foundMinor ?? 0) >= minor;
}
