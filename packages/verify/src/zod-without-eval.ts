import { config } from "zod";

// The page's policy forbids `eval`, and that zod tries it would be reported. Comes before whatever makes a schema.
config({ jitless: true });
