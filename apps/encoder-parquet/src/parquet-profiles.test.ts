import { encodeSampleProfiles, profileConformance, sampleRecord, unwrapped } from "@sluice/encoding/conformance";
import { expect, test } from "vitest";
import { hyparquetRows, readProfilesWithDuckdb, readProfilesWithHyparquet } from "../test-support/read-parquet.ts";
import { parquetEncoder } from "./mod.ts";

test("a user has a row: both ids, when it was updated, and all keys as a map", async () => {
  const profiles = ['{"identity":"a","n":1.50,"city":null}', '{"objectId":"b","identity":null}', '{"identity":7}'];
  const records = profiles.map((profile, index) => sampleRecord({ profile, tsMs: 1_700_000_000_000 + index }));
  const options = { parquetContainer: "none" } as const;
  const [object] = await encodeSampleProfiles({ encoder: parquetEncoder, records, options });
  if (!object) throw new Error("no object");
  const rows = await hyparquetRows(unwrapped(parquetEncoder, object, options));
  expect(rows.map(({ identity, objectId, updatedAt }) => [identity ?? null, objectId ?? null, updatedAt])).toEqual([
    ["a", null, new Date(1_700_000_000_000)],
    [null, "b", new Date(1_700_000_000_001)],
    ["7", null, new Date(1_700_000_000_002)],
  ]);
  expect(rows[0]?.profile).toEqual({ identity: "a", n: "1.5", city: null });
});

for (const parquetContainer of ["gzip", "none"] as const) {
  profileConformance(`the contract for profiles in the container ${parquetContainer}, read by DuckDB`, {
    encoder: parquetEncoder,
    options: { parquetContainer },
    dialect: {},
    read: readProfilesWithDuckdb,
  });
}

profileConformance("the contract for profiles, read by hyparquet", {
  encoder: parquetEncoder,
  dialect: {},
  read: readProfilesWithHyparquet,
});
