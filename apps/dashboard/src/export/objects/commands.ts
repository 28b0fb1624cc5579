/** What the page offers to be pasted into a terminal, for the tests that run it there. */
export { commonStem, copyObjectCommand, copyRunCommand, namesOfRun } from "./copy-commands.ts";
export { bucketStatement, localStatement, type Read } from "./duckdb-statement.ts";
