import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { day, project, testFolder } from "../../test-support/lake.ts";
import { planned, readAll, statesOf } from "../../test-support/profiles.ts";
import { fileMappingSchema, loadRecords, mappingFault, openLake } from "../mod.ts";

describe("profiles of a table", () => {
  test("are loaded from CSV by a mapping of their own", async () => {
    await using folder = await testFolder();
    const path = join(folder.path, "users.csv");
    await writeFile(path, "id,mail,seen,city\n7,a@example.com,2026-01-01 00:00:00,Paris\n");
    const mapping = fileMappingSchema.parse({
      type: "profile",
      profile: { identity: { column: "id", type: "string" }, email: "mail" },
      updatedAt: { column: "seen", format: "local", timeZone: "Europe/Paris" },
      otherColumns: "profile",
    });
    await loadRecords({ directory: folder.path, project, inputs: [{ path, kind: "csv", mapping }] });
    await using lake = await openLake({ directory: folder.path });
    expect(await readAll(lake, await planned(lake))).toEqual([
      { profile: '{"city":"Paris","identity":"7","email":"a@example.com"}', tsMs: day - 3_600_000, databaseId: 0 },
    ]);
    const wrong = fileMappingSchema.safeParse({ type: "profile", ts: { column: "x" } });
    expect(wrong.error && mappingFault(wrong.error)).toBe(
      'it has no key "ts"; there are: type, delimiter, profile, updatedAt, otherColumns',
    );
  });

  test.each(["rfc3339", "epochMs", "epochSeconds", "local"] as const)(
    "are of the time of their load where a CSV cell with their time (%s) is empty",
    async (format) => {
      await using folder = await testFolder();
      const path = join(folder.path, "users.csv");
      await writeFile(path, "id,seen\n7,\n");
      const updatedAt = { column: "seen", format, ...(format === "local" ? { timeZone: "UTC" } : {}) };
      const mapping = fileMappingSchema.parse({ type: "profile", profile: { identity: "id" }, updatedAt });
      const inputs = [{ path, kind: "csv", mapping }] as const;
      await loadRecords({ directory: folder.path, project, inputs, now: () => day });
      await using lake = await openLake({ directory: folder.path });
      expect(await readAll(lake, await planned(lake))).toMatchObject([{ profile: '{"identity":7}', tsMs: day }]);
    },
  );

  test("hold what a CSV cell says and nothing that it could smuggle in", async () => {
    await using folder = await testFolder();
    const path = join(folder.path, "users.csv");
    await writeFile(path, 'id,tags,seen\n7,"1,""identity"":8",5\n8,[1],"5,""profile"":{}"\n9,[2],5\n');
    const mapping = fileMappingSchema.parse({
      type: "profile",
      profile: { identity: "id", tags: { column: "tags", type: "json" } },
      updatedAt: { column: "seen", format: "epochMs" },
    });
    const inputs = [{ path, kind: "csv", mapping }] as const;
    const report = await loadRecords({ directory: folder.path, project, inputs, anyTime: true, maxBadLines: 2 });
    expect(report.rejectedLines.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '2 has 1,"identity":8 where JSON is expected',
      '3 has 5,"profile":{} where a number is expected',
    ]);
    await using lake = await openLake({ directory: folder.path });
    expect(await statesOf(lake)).toEqual(['{"identity":9,"tags":[2]}']);
  });
});
