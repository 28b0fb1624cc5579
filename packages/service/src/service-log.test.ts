import { expect, test } from "vitest";
import { serviceLog } from "./mod.ts";

function logged(write: (log: ReturnType<typeof serviceLog>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(serviceLog("encoder-csv", "info", { write: (line) => void lines.push(line) }));
  expect(lines).toHaveLength(1);
  return JSON.parse(lines.join(""));
}

test("a line says when, how grave, and which app, in words that need no table", () => {
  const line = logged((log) => log.child({ runId: "1-2" }).warn({ code: "store.unavailable" }, "job failed"));
  expect(line).toMatchObject({ level: "warn", name: "encoder-csv", runId: "1-2", msg: "job failed" });
  expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test("an error comes with its code and cause, without the request that an SDK attached", () => {
  const request = { headers: { authorization: "AWS4 secret" } };
  const cause = Object.assign(new Error("reset"), { code: "ECONNRESET", request });
  const { err } = logged((log) => log.error({ err: new Error("upload failed", { cause }) }, "no luck"));
  expect(err).toMatchObject({ message: "upload failed", cause: { message: "reset", code: "ECONNRESET" } });
  expect(JSON.stringify(err)).not.toContain("AWS4");
});

test.each([
  ["credentials", { credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "planted" } }],
  ["a role's session", { accessKeyId: "ASIAEXAMPLE", secretAccessKey: "planted", sessionToken: "planted" }],
  ["a signing secret", { secret: "whsec_planted" }],
  ["signing secrets", { secrets: ["whsec_planted"] }],
])("%s, logged by mistake, are not written", (_, fields) => {
  expect(JSON.stringify(logged((log) => log.info(fields, "oops")))).not.toContain("planted");
  expect(JSON.stringify(logged((log) => log.info({ of: fields }, "oops")))).not.toContain("planted");
});
