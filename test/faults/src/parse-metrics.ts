export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * Reads Prometheus' text format 0.0.4, and throws for what a strict reader refuses: a line that is none, a sample without
 * a type, a family that is cut in two, a sample that comes twice, a histogram whose buckets don't add up.
 */
export function parseMetrics(text: string): readonly Sample[] {
  if (!text.endsWith("\n")) throw new Error("the last line does not end");
  const types = new Map<string, string>();
  const samples: Sample[] = [];
  const seen = new Set<string>();
  let family = "";
  for (const line of text.split("\n")) {
    const [, typed, type = ""] = /^# TYPE (\S+) (counter|gauge|histogram|summary|untyped)$/.exec(line) ?? [];
    if (typed !== undefined) {
      if (types.has(typed)) throw new Error(`${typed} comes in two parts`);
      types.set(typed, type);
      family = typed;
    }
    if (line === "" || /^# (HELP|TYPE) \S+/.test(line)) continue;
    const sample = parseSample(line);
    if (baseName(sample.name, types) !== family) throw new Error(`${line} is not under its type`);
    const identity = line.slice(0, line.lastIndexOf(" "));
    if (seen.has(identity)) throw new Error(`${identity} comes twice`);
    seen.add(identity);
    samples.push(sample);
  }
  for (const [name, type] of types) if (type === "histogram") checkHistogram(name, samples);
  return samples;
}

/** The value of the only sample that has these labels, whatever others it has. */
export function sampleValue(
  samples: readonly Sample[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number {
  const found = samples.filter(
    (sample) => sample.name === name && Object.entries(labels).every(([label, text]) => sample.labels[label] === text),
  );
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} samples of ${name} ${JSON.stringify(labels)}`);
  return only.value;
}

function parseSample(line: string): Sample {
  const [, name = "", inBraces = "", value = ""] = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (name === "") throw new Error(`not a sample: ${line}`);
  const labels: Record<string, string> = {};
  let rest = inBraces;
  while (rest !== "") {
    const [whole = "", label = "", text = ""] = /^([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/.exec(rest) ?? [];
    if (whole === "") throw new Error(`not labels: ${line}`);
    labels[label] = text.replace(/\\(.)/g, (_, letter: string) => (letter === "n" ? "\n" : letter));
    rest = rest.slice(whole.length);
  }
  const number = Number(value.replace("Inf", "Infinity"));
  // Prometheus reads it whatever its case, and prom-client writes "Nan".
  if (Number.isNaN(number) && !/^nan$/i.test(value)) throw new Error(`not a number: ${line}`);
  return { name, labels, value: number };
}

function baseName(name: string, types: ReadonlyMap<string, string>): string {
  const base = name.replace(/_(bucket|sum|count)$/, "");
  return types.has(name) || !types.has(base) ? name : base;
}

function checkHistogram(name: string, samples: readonly Sample[]): void {
  const series = Map.groupBy(
    samples.filter((sample) => sample.name === `${name}_bucket`),
    ({ labels: { le: _, ...labels } }) => JSON.stringify(labels),
  );
  for (const [labels, buckets] of series) {
    const values = buckets.map(({ value }) => value);
    const isGrowing = values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0));
    const last = buckets.at(-1);
    const count = samples.find((sample) => sample.name === `${name}_count` && JSON.stringify(sample.labels) === labels);
    if (!isGrowing || last?.labels.le !== "+Inf" || last.value !== count?.value) {
      throw new Error(`the buckets of ${name} ${labels} do not add up`);
    }
  }
}
