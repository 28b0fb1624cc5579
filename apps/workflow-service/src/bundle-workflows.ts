import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { bundleWorkflowCode, DefaultLogger } from "@temporalio/worker";

/** Bundles the workflows into a file, as a process of its own: `bundle-workflows.ts <file>`. */
const [output = ""] = process.argv.slice(2);
const { code } = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL("./workflows/mod.ts", import.meta.url)),
  logger: new DefaultLogger("WARN"),
});
await writeFile(output, code);
