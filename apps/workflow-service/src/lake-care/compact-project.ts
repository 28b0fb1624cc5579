import { compactLoads, maintenanceLimits } from "@sluice/event-source-lake";
import { compactOrderSchema } from "./compact-order.ts";
import { takeOrder } from "./in-own-process.ts";

takeOrder(compactOrderSchema, (place) => compactLoads({ ...place, limits: maintenanceLimits }));
