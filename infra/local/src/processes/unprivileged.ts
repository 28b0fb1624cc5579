import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { rootNotPossible } from "../errors.ts";
import { outputOf } from "../resolve/run-command.ts";

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

/** As whoever this is; where that is root, as a user who may do nothing else but reach `paths`. */
export async function unprivileged(paths: readonly string[]): Promise<Unprivileged> {
  if (process.getuid?.() !== 0) return { owner: undefined, command: (command, args) => ({ command, args }) };
  const user = await unprivilegedUser();
  const closed = await firstClosed(paths);
  if (closed === undefined) return { owner: user, command: (command, args) => ({ command, args, user }) };

  // Under a folder that only root may enter, such as its home, the user gets the right to pass.
  if (!(await outputOf("setpriv", ["--version"])).startsWith("setpriv")) throw rootNotPossible(closed);
  const rights = "+dac_override,+dac_read_search";
  const become = [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups"];
  become.push(`--inh-caps=${rights}`, `--ambient-caps=${rights}`);
  return { owner: user, command: (program, args) => ({ command: "setpriv", args: [...become, program, ...args] }) };
}

async function unprivilegedUser(): Promise<User> {
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = await Promise.all([outputOf("id", ["-u", name]), outputOf("id", ["-g", name])]);
    if (/^\d+\s*$/.test(uid) && /^\d+\s*$/.test(gid)) return { uid: Number(uid), gid: Number(gid) };
  }
  throw rootNotPossible();
}

/** The first folder above one of the paths that others may not enter. */
async function firstClosed(paths: readonly string[]): Promise<string | undefined> {
  const othersMayEnter = 0o001;
  for (const path of paths) {
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      if (((await stat(folder)).mode & othersMayEnter) === 0) return folder;
      if (folder === dirname(folder)) break;
    }
  }
  return undefined;
}
