import { goldenObjects } from "@sluice/encoding/conformance";
import { xmlEncoder } from "./mod.ts";

goldenObjects(xmlEncoder);
