import type { ApiProblem } from "../api/problem.ts";

/** What the API says about a field or about something within it: `/eventNames` is told of `/eventNames/3`, too. */
export function fieldError(problem: ApiProblem | null, ...pointers: readonly string[]): string | undefined {
  return problem?.fields.find(({ pointer }) => pointers.some((one) => isWithin(pointer, one)))?.message;
}

export function isWithin(pointer: string, field: string): boolean {
  return pointer === field || pointer.startsWith(`${field}/`);
}

/** Whether everything that is wrong stands beside a field of the form. */
export function isAllBesideFields({ fields }: ApiProblem, places: readonly string[]): boolean {
  return fields.length > 0 && fields.every(({ pointer }) => places.some((place) => isWithin(pointer, place)));
}

/** Moves the focus to the first control of the form that something is wrong with. */
export function focusFirstWrong(form: HTMLElement, problem: ApiProblem): void {
  for (const place of form.querySelectorAll<HTMLElement>("[data-pointers], [data-code]")) {
    const pointers = place.dataset.pointers?.split(" ") ?? [];
    if (fieldError(problem, ...pointers) === undefined && place.dataset.code !== problem.code) continue;
    // What mends it comes before what explains it.
    const mending = place.dataset.code === problem.code ? place.querySelector<HTMLElement>(button) : null;
    (mending ?? place.querySelector<HTMLElement>(focusable))?.focus();
    return;
  }
}

const button = "button:not(:disabled)";
const focusable = `[role=spinbutton], input:not([type=hidden], :disabled), select:not(:disabled), a[href], ${button}`;
