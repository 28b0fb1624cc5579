import { type ForgetUsers, forgetUsers } from "../src/rewrite/forget-users.ts";
import type { ForgetOrder } from "../src/rewrite/user-matcher.ts";
import { project } from "./lake.ts";

const later = Date.UTC(2030, 0, 1);

type Options = Partial<ForgetUsers & Omit<ForgetOrder, "user">>;

/** Forgets one user, `u0` unless said otherwise. */
export async function forget(directory: string, user: Partial<ForgetOrder["user"]> = {}, options: Options = {}) {
  const { request = "r", untilMs = later, ...others } = options;
  const orders = [{ user: { by: "identity" as const, value: "u0", ...user }, request, untilMs }];
  const [records] = await forgetUsers({ directory, project, orders, ...others });
  return { events: records?.events ?? 0, profiles: records?.profiles ?? 0 };
}
