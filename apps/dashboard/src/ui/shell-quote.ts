/** A word for a POSIX shell, whatever is in it (IEEE Std 1003.1, 2.2.2: nothing is special between single quotes). */
export function shellQuote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** What matches `text` alone where `*`, `?` and `[` are wildcards, as in `--include` of the AWS command line. */
export function literalPattern(text: string): string {
  return text.replace(/[*?[]/g, (character) => `[${character}]`);
}
