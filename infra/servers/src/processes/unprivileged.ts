import { stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname } from "node:path";
import { rootNotPossible, userNotKnown } from "../errors.ts";
import { outputOf, runCommand } from "../resolve/run-command.ts";

export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** How to run a program that refuses to run as root. */
export interface Unprivileged {
  /** Who owns the program's files; nobody in particular where this process is not root. */
  readonly owner: User | undefined;
  /** What to start, and as whom. */
  command(program: string, args: readonly string[]): UnprivilegedCommand;
}

export interface UnprivilegedCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly user?: User;
}

/** Who a process runs as: a user's number, where the system has such numbers, and the name that belongs to it. */
export interface Identity {
  readonly uid: number | undefined;
  readonly name: string | undefined;
}

/** As whoever this is; where that is root, as a user who may do nothing else but reach `paths`. */
export async function unprivileged(
  paths: readonly string[],
  { uid, name }: Identity = ownIdentity(),
): Promise<Unprivileged> {
  if (uid !== 0) {
    if (!name) throw userNotKnown(uid);
    return { owner: undefined, command: (command, args) => ({ command, args }) };
  }
  const user = await unprivilegedUser();
  const closed = await firstClosed(paths);
  if (closed === undefined) return { owner: user, command: (command, args) => ({ command, args, user }) };

  // Under a folder that only root may enter, such as its home, the user gets the right to pass.
  const become = passingEverywhere(user);
  await runCommand("setpriv", [...become, "test", "-x", closed]).catch((error: unknown) => {
    throw rootNotPossible(closed, error);
  });
  return { owner: user, command: (program, args) => ({ command: "setpriv", args: [...become, program, ...args] }) };
}

/**
 * How `setpriv` becomes a user whom no folder's mode stops. access(2), by which PostgreSQL looks for its own programs,
 * goes by these rights with `no_setuid_fixup` only (capabilities(7)).
 */
function passingEverywhere({ uid, gid }: User): readonly string[] {
  const right = "+dac_override";
  const user = [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"];
  return [...user, "--securebits=+no_setuid_fixup", `--inh-caps=${right}`, `--ambient-caps=${right}`];
}

/** Containers that are told a user's number need not know the user. */
function ownIdentity(): Identity {
  const uid = process.getuid?.();
  try {
    return { uid, name: userInfo().username };
  } catch {
    return { uid, name: undefined };
  }
}

async function unprivilegedUser(): Promise<User> {
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = await Promise.all([outputOf("id", ["-u", name]), outputOf("id", ["-g", name])]);
    if (/^\d+\s*$/.test(uid) && /^\d+\s*$/.test(gid)) return { uid: Number(uid), gid: Number(gid) };
  }
  throw rootNotPossible();
}

/** The first of the programs among the paths, and of the folders above all of them, that others may not enter. */
async function firstClosed(paths: readonly string[]): Promise<string | undefined> {
  const othersMayEnter = 0o001;
  for (const path of paths) {
    for (let at = path; ; at = dirname(at)) {
      const found = await stat(at).catch(() => null);
      // What lies at the end is handed over to the user, or a program, which a strict umask may have closed.
      const counts = at !== path || found?.isFile();
      if (counts && found && (found.mode & othersMayEnter) === 0) return at;
      if (at === dirname(at)) break;
    }
  }
  return undefined;
}
