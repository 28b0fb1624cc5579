import { SluiceError } from "@sluice/types";

export function stackRunning(directory: string, pid: number): SluiceError {
  return new SluiceError({
    code: "local.already_running",
    message: `A stack is running on ${directory} already (process ${pid}). Use that one, or stop it with Ctrl-C first.`,
    retryable: false,
  });
}

export function portTaken(name: string, port: number): SluiceError {
  return new SluiceError({
    code: "local.port_taken",
    message: `Port ${port}, which was asked for (${name}), is taken already. Choose another one, or end the program that has it.`,
    retryable: true,
  });
}
