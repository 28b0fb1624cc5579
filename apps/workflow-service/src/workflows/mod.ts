/** Every workflow of the service, as Temporal's bundler wants them: under the names that clients start them by. */
export { deliverWebhook } from "./deliver-webhook.workflow.ts";
export { exportRun } from "./export-run.workflow.ts";
export { forgetUsers } from "./forget-users.workflow.ts";
export { lakeMaintenance } from "./lake-maintenance.workflow.ts";
export { recurringExport } from "./recurring-export.workflow.ts";
