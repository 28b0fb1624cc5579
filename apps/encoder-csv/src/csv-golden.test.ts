import { goldenObjects } from "@sluice/encoding/conformance";
import { csvEncoder } from "./mod.ts";

goldenObjects(csvEncoder);
