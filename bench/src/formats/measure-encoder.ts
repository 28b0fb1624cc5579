import { measured } from "../run/measurement.ts";
import { lakeEncoder } from "./encode-lake.ts";
import { variantNamed } from "./variants.ts";

/**
 * (a) From the source to finished objects, which are then thrown away:
 * `measure-encoder.ts <lake> <project> <variant> <projects to warm up with>`.
 */
const [lake = "", project = "", name = "", ...warmUp] = process.argv.slice(2);
await using encoder = await lakeEncoder({ lake, variant: variantNamed(name) });
for (const other of warmUp) await encoder.warmUp(other);
await measured(() => encoder.encode(project));
