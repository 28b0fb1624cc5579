/** Numbers and times as the page shows them, by `Intl`. */

const locale = "en";
const whole = new Intl.NumberFormat(locale);

export function count(value: number): string {
  return whole.format(value);
}

const short = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });

/** `1.2K`, where there is room for no more. */
export function compact(value: number): string {
  return short.format(value);
}

const byteFormats = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"].map((unit, power) => {
  const digits = power === 0 ? 0 : 1;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: power === 0 ? "narrow" : "short",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
});

/** In steps of a thousand, as object stores bill: `1.2 MB`. */
export function bytes(value: number): string {
  let power = 0;
  while (power < byteFormats.length - 1 && value / 1_000 ** power >= 999.95) power += 1;
  const text = byteFormats[power]?.format(value / 1_000 ** power) ?? "";
  return text.replace(/(\d)B$/, "$1 B");
}

/** `1,234 records`, `1 record`. */
export function counted(value: number, one: string, several = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : several}`;
}

/** In the two units that matter: `2 min 5 s`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const steps: readonly (readonly [string, number])[] = [
    ["d", 86_400],
    ["h", 3_600],
    ["min", 60],
    ["s", 1],
  ];
  const first = steps.findIndex(([, size]) => seconds >= size);
  if (first === -1) return "0 s";
  let rest = seconds;
  const parts: string[] = [];
  for (const [unit, size] of steps.slice(first, first + 2)) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(`${amount} ${unit}`);
  }
  return parts.join(" ");
}

export function percent(share: number): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: share >= 0.1 ? 0 : 1 }).format(share);
}

const zoned = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(options)}`;
  const known = zoned.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", ...options });
  zoned.set(key, made);
  return made;
}

/** `27 Nov 2026, 14:05`, with seconds where they matter. */
export function dateTime(at: string | number, timeZone: string, withSeconds = false): string {
  return formatIn(timeZone, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    ...(withSeconds ? { second: "2-digit" } : {}),
  }).format(new Date(at));
}

/** `14:05` */
export function timeOfDay(at: string | number, timeZone: string): string {
  return formatIn(timeZone, { hour: "2-digit", minute: "2-digit" }).format(new Date(at));
}

export function date(at: string | number, timeZone: string): string {
  return formatIn(timeZone, { day: "numeric", month: "short", year: "numeric" }).format(new Date(at));
}

const tickFormats = {
  hour: { hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "short" },
  month: { month: "short", year: "numeric" },
  year: { year: "numeric" },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

/** A round time on a scale, as exactly as the scale's step: `04:00`, `27 Nov`, `Nov 2026`, `2026`. */
export function tickLabel(at: string | number, timeZone: string, step: keyof typeof tickFormats): string {
  return formatIn(timeZone, tickFormats[step]).format(new Date(at));
}

/** `UTC+05:30`; it changes with the seasons, so it goes with an instant. */
export function offset(at: string | number, timeZone: string): string {
  const parts = formatIn(timeZone, { timeZoneName: "longOffset" }).formatToParts(new Date(at));
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  return name.replace(/^GMT([+-]00:00)?/, "UTC");
}

const relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
const relativeSteps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** `3 min. ago`, `in 2 hr.` */
export function relative(at: string | number, nowMs: number): string {
  const ms = new Date(at).getTime() - nowMs;
  const [unit, size] = relativeSteps.find(([, step]) => Math.abs(ms) >= step) ?? ["second", 1_000];
  return unit === "second" && Math.abs(ms) < 10_000 ? "just now" : relativeFormat.format(Math.round(ms / size), unit);
}
