import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };
import { sluice, sluiceUnread } from "../test-support/sluice.ts";

const nowhere = { SLUICE_API_URL: "http://127.0.0.1:1", SLUICE_API_TOKEN: "no-token" };

const newConnection = ["connections", "create", "--name", "N", "--bucket", "acme", "--region", "eu-west-1"];

describe("the policy", () => {
  test("is printed ready to paste, without an API", async () => {
    const { exitCode, stdout } = await sluice(["policy", "acme-exports", "--prefix", "sluice/"], nowhere);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).Statement).toEqual([
      expect.objectContaining({ Action: "s3:ListBucket", Resource: "arn:aws:s3:::acme-exports" }),
      expect.objectContaining({ Action: "s3:PutObject", Resource: "arn:aws:s3:::acme-exports/sluice/*" }),
    ]);
  });
});

test.each(["ab", "Bad_Bucket", "10.0.0.1"])("%s is no bucket to have a policy for", async (bucket) => {
  const { exitCode, stdout, stderr } = await sluice(["policy", bucket]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain(`"${bucket}" is no S3 bucket name`);
});

test("a shell can complete what is typed", async () => {
  expect(await sluice(["completion", "bash"])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("sluice"),
  });
  const { stdout } = await sluice(["complete", "--", "exports", "wa"]);
  expect(stdout).toMatch(/^watch\t/);
});

test("the doctor says what does not answer, and does not look behind it", async () => {
  const { exitCode, stdout, stderr } = await sluice(["doctor"], nowhere);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
  expect(stdout).toMatch(/^✓ Node\.js .*\n✗ The API at http:\/\/127\.0\.0\.1:1 does not answer\..*\n$/);
  const json = await sluice(["doctor", "--json"], nowhere);
  expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, findings: [{ state: "ok" }, { state: "failure" }] });
});

describe("an error", () => {
  test("is one line with its code", async () => {
    const { exitCode, stdout, stderr } = await sluice(["exports", "list"], nowhere);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/^✗ The API at http:\/\/127\.0\.0\.1:1 does not answer\..*\(cli\.api_unreachable\)\n$/);
  });

  test("is JSON with --json", async () => {
    const { stderr } = await sluice(["exports", "list", "--json"], nowhere);
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: "cli.api_unreachable" } });
  });

  test.each([
    [["bogus"], "unknown command 'bogus'"],
    [["exports", "list", "--sideways"], "unknown option '--sideways'"],
    [["exports", "create"], "required option '--format <format>' not specified"],
    [["exports", "list", "--limit", "all"], "--limit is not a whole number."],
    [["exports", "list", "--api-url", "foo"], '--api-url is "foo", which is no URL such as http://127.0.0.1:8080.'],
  ])("is JSON with --json, also where the command line itself found it: sluice %j", async (args, message) => {
    const { exitCode, stdout, stderr } = await sluice([...args, "--json"], nowhere);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(JSON.parse(stderr)).toEqual({ error: { code: "cli.usage", message, fields: [], hint: null } });
  });

  test.each([
    [["exports", "creat"]],
    [["exports", "create"]],
    [["load"]],
    [["load", "x.unknown", "--project", "7"]],
    [["load", "x.jsonl", "--project", "7", "--databases", "0"]],
    [["exports", "watch", "1", "--run", "latest"]],
    [["exports", "create", "--format", "csv", "--every", "daily"]],
    [["exports", "create", "--format", "csv", "--every", "4h", "--last", "30d"]],
    [["exports", "create", "--format", "csv", "--profiles", "--event", "Charged"]],
    [["exports", "create", "--format", "csv", "--last", "30d", "--start-from", "2026-01-01"]],
    [["exports", "resume", "1", "--from", "yesterday"]],
    [["exports", "list", "--created-from", "yesterday"]],
    [["webhooks", "create", "--name", "Loader"]],
    [["webhooks", "create", "--name", "Loader", "--url", "https://example.com/", "--event", "run.begun"]],
    [["webhooks", "update", "Loader", "--enable", "--disable"]],
    [["verify", ".", "--time-zone", "Mars/Olympus"]],
    [[...newConnection, "--sse", "sse-c"]],
    [[...newConnection, "--sse", "sse-kms"]],
    [[...newConnection, "--sse", "sse-s3", "--kms-key-id", "alias/exports"]],
    [[...newConnection, "--kms-bucket-key"]],
    [["connections", "create", "--name", "N", "--local", "--bucket", "acme"]],
    [["connections", "create", "--name", "N", "--local", "--region", "eu-west-1"]],
    [["connections", "update", "N"]],
    [["download", "1795490401"]],
  ])("in what was typed exits with 2: sluice %j", async (args) => {
    const { exitCode, stderr } = await sluice(args, { ...nowhere, SLUICE_LAKE: join(tmpdir(), "no-lake") });
    expect({ args, exitCode }).toEqual({ args, exitCode: 2 });
    expect(stderr).not.toContain("    at ");
  });
});

test.each([
  [["exports", "create", "--format", "yaml"], "--format must be one of json, xml, csv, parquet."],
  [["exports", "resume", "1", "--from", "yesterday"], "--from must be one of last-run, now."],
  [["exports", "list", "--limit", "all"], "--limit is not a whole number."],
  [["load", "x.jsonl", "--project", "7", "--databases", "0"], "--databases must be at least 1."],
  [
    ["exports", "list", "--api-url", "ftp://x/"],
    '--api-url is "ftp://x/", which is no URL such as http://127.0.0.1:8080.',
  ],
  [["runs", "--last", "week"], "--last is no length such as 24h or 30d."],
  [["runs", "latest"], '"latest" is not the number of an export, such as 1795490401.'],
])("says in plain words what was typed wrongly: sluice %j", async (args, message) => {
  const { stderr } = await sluice(args, { ...nowhere, SLUICE_LAKE: join(tmpdir(), "no-lake") });
  expect(stderr).toBe(`✗ ${message} (cli.usage)\n`);
});

test("ends quietly when nobody reads what it prints any more", async () => {
  expect(await sluiceUnread(["policy", "acme-exports"])).toEqual({ exitCode: 141, stderr: "" });
});

test.each([["create"], ["update-credentials"]])("connections %s has no option for a secret", async (command) => {
  const { stdout } = await sluice(["connections", command, "--help"]);
  expect(stdout).toContain("reads it from the");
  // The name of a KMS key is no secret.
  expect(stdout.replaceAll(/--(no-)?kms-\S+/g, "")).not.toMatch(/--\S*(secret|access|key)/);
});

test("verifying a place where nothing is says so", async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), "sluice-cli-"));
  expect(await sluice(["verify", "missing"], { INIT_CWD: folder.path })).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("verify.no_such_path"),
  });
  expect(await sluice(["verify", "."], { INIT_CWD: folder.path })).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("verify.no_manifest"),
  });
});

test("says its version, and what all commands have with every one of them", async () => {
  expect(await sluice(["--version"])).toEqual({ exitCode: 0, stdout: `${packageJson.version}\n`, stderr: "" });
  const { stdout } = await sluice(["webhooks", "deliveries", "--help"]);
  for (const option of ["--json", "--api-url", "--token"]) expect(stdout).toContain(option);
});
