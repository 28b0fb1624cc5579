import { z } from "zod";

/** A project's part of the lake. */
export const compactOrderSchema = z.object({ directory: z.string(), project: z.string() });
