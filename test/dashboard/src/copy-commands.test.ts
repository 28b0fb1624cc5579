import { execFileSync } from "node:child_process";
import { copyObjectCommand, copyRunCommand, namesOfRun } from "@sluice/dashboard/commands";
import { describe, expect, test } from "vitest";

/** What a shell hands to `aws`. */
function argumentsOf(command: string): readonly string[] {
  const script = `aws() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

const aws = { bucket: "acme-exports", region: "eu-west-1", endpoint: null };
const compatible = { ...aws, endpoint: "http://127.0.0.1:9000" };
const run = { requestId: 1_795_847_544, runTimestamp: 1_795_851_144, manifestKey: null };
const id = "1795847544-1795851144";

describe("the commands that copy objects", () => {
  test.each([
    `${id}-Charged-20261128-0-0.json.gz`,
    `exports/it's "here"/${id}-Price in $-20261128-0-0.csv.gz`,
    `a;b|c&d/${id}-\`whoami\`$(id)\\-20261128-0-0.csv.gz`,
    `-dash/${id}-*?[x]~!#-20261128-0-0.csv.gz`,
    `ünïcode/${id}-Añadir al carrito 🛒-20261128-0-0.xml.gz`,
  ])("reach the AWS command line as they are meant: %s", (key) => {
    expect(argumentsOf(copyObjectCommand(aws, key))).toEqual([
      "s3",
      "cp",
      `s3://acme-exports/${key}`,
      ".",
      "--region",
      "eu-west-1",
    ]);
  });

  test("name the address of a compatible store", () => {
    expect(copyObjectCommand(compatible, `${id}-Charged-20261128-0-0.json.gz`)).toBe(
      `aws s3 cp s3://acme-exports/${id}-Charged-20261128-0-0.json.gz . --region eu-west-1 --endpoint-url http://127.0.0.1:9000`,
    );
  });

  test("copy a whole run with its manifest, and no other run", () => {
    const keys = [`out[1]/eu*-${id}-Charged-20261128-0-0.json.gz`];
    const names = namesOfRun({ ...run, manifestKey: `out[1]/eu*-${id}.manifest.json` }, keys);
    expect(names && argumentsOf(copyRunCommand(aws, names))).toEqual([
      "s3",
      "cp",
      "s3://acme-exports/out[1]/",
      ".",
      "--recursive",
      "--exclude",
      "*",
      "--include",
      `eu[*]-${id}-*`,
      "--include",
      `eu[*]-${id}.manifest.json`,
      "--region",
      "eu-west-1",
    ]);
  });

  test("find the run in the names of profiles, which begin with the account", () => {
    expect(namesOfRun(run, [`p/100000001-${id}-0-0.parquet`])).toEqual({
      folder: "p/",
      stem: `100000001-${id}`,
      manifest: null,
    });
    expect(namesOfRun(run, [])).toBeNull();
  });
});
