export { type ActivityDependencies, runActivities } from "./activities/mod.ts";
