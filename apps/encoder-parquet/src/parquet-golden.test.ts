import { goldenObjects } from "@sluice/encoding/conformance";
import { parquetEncoder } from "./mod.ts";

goldenObjects(parquetEncoder);
