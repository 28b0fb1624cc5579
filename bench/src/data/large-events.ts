import { seededRandom } from "./seeded-random.ts";

const firstTsMs = Date.UTC(2026, 0, 1);

/** Lines of events of one long text each, and two names, so that two segments are at work at once. */
export function* largeEvents(count: number, textBytes: number): Generator<string> {
  const random = seededRandom(20_260_303);
  const words = Array.from({ length: 4_096 }, () => random.below(2 ** 32).toString(36));
  for (let i = 0; i < count; i++) {
    let text = "";
    while (text.length < textBytes) text += `${random.pick(words)} `;
    yield JSON.stringify({
      type: "event",
      eventName: i % 2 === 0 ? "Crashed" : "Reported",
      ts: firstTsMs + i * 1_000,
      profile: { identity: `u${random.below(500)}` },
      eventProps: { version: `1.${random.below(20)}`, text: text.slice(0, textBytes) },
    });
  }
}
