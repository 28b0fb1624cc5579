export * from "./connections.ts";
export * from "./event-names.ts";
export * from "./exports.ts";
export * from "./new-export.ts";
export * from "./paging.ts";
export * from "./problem.ts";
export * from "./project.ts";
export * from "./runs.ts";
