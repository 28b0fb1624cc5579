import { goldenObjects } from "@sluice/encoding/conformance";
import { jsonEncoder } from "./mod.ts";

goldenObjects(jsonEncoder);
