import { formats } from "./formats/formats.ts";
import { loading } from "./loading/loading.ts";
import { memory } from "./memory/memory.ts";
import { plan } from "./plan/plan.ts";
import { product } from "./product/product.ts";
import type { Part } from "./run/part.ts";
import { scale } from "./scale/scale.ts";
import { smallLoads } from "./small-loads/small-loads.ts";
import { tiny } from "./tiny/tiny.ts";

/** Everything that is measured, in this order. */
export const parts: readonly Part[] = [formats, product, memory, tiny, loading, plan, scale, smallLoads];
