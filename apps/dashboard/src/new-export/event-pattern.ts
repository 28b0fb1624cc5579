/** Whether what is searched for is a pattern: `Edited *`, where `*` is any text and `?` any one character. */
export function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}

/** Which names are found by it: by a pattern the whole name, else names that hold the text; in any case. */
export function finds(text: string): (name: string) => boolean {
  const wanted = text.trim().toLowerCase();
  if (!isPattern(wanted)) return (name) => name.toLowerCase().includes(wanted);
  const pattern = [...wanted];
  return (name) => matches(pattern, [...name.toLowerCase()]);
}

/** No regular expression: with many stars one of those may take for ever. Goes back to the last star alone. */
function matches(pattern: readonly string[], name: readonly string[]): boolean {
  let at = 0;
  let inName = 0;
  let star = -1;
  let afterStar = 0;
  while (inName < name.length) {
    if (pattern[at] === "*") {
      star = at++;
      afterStar = inName;
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === name[inName])) {
      at++;
      inName++;
    } else if (star >= 0) {
      at = star + 1;
      inName = ++afterStar;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every((rest) => rest === "*");
}
