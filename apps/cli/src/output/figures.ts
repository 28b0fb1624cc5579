const thousands = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const byteUnits = ["kB", "MB", "GB", "TB"] as const;

/** 1,234,567 */
export function count(figure: number): string {
  return thousands.format(figure);
}

/** `1,234 records`, `1 record` */
export function counted(figure: number, noun: string): string {
  return `${count(figure)} ${noun}${figure === 1 ? "" : "s"}`;
}

/** In steps of a thousand, as buckets are billed: `12.3 MB`. */
export function bytes(figure: number): string {
  if (figure < 1_000) return `${figure} B`;
  let value = figure / 1_000;
  let unit = 0;
  // 999,950 would be rounded to 1000.0.
  while (value >= 999.95 && unit < byteUnits.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${value.toFixed(1)} ${byteUnits[unit]}`;
}

/** `2026-10-01 08:00:00Z`; a dash where there is none. */
export function instant(text: string | null): string {
  if (text === null) return "–";
  return `${new Date(text).toISOString().slice(0, 19).replace("T", " ")}Z`;
}

export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
}
