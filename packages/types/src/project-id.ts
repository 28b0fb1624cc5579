import { z } from "zod";

/** A project's id, the account id: it names a folder in the lake and begins the names of profile objects. */
export const projectIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, "must be 1 to 64 letters, digits, - or _, a letter or digit first");
