export { buildDashboard } from "./build-dashboard.ts";
