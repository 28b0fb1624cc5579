export { type ProgramRun, runProgram } from "./run-program.ts";
