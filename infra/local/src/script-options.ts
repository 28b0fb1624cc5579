import { type ParseArgsConfig, parseArgs } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>["values"];

/**
 * The options that a script was given, `--help` among them. Prints the help and ends the process with 0 where it is asked
 * for, and with 2 where something was typed that the script does not know.
 */
export function scriptOptions<const O extends Options>(help: string, options: O): Values<O> {
  // pnpm hands a bare `--` on.
  const args = process.argv.slice(2).filter((arg) => arg !== "--");
  if (args.includes("--help") || args.includes("-h")) {
    console.log(help.trim());
    process.exit(0);
  }
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${help.trim()}`);
    process.exit(2);
  }
}
