import { seededRandom } from "./seeded-random.ts";

const firstTsMs = Date.UTC(2026, 0, 1);

export interface SmallEvents {
  readonly count: number;
  readonly eventNames: readonly string[];
  /** From one event's `ts` to the next one's. */
  readonly stepMs?: number;
}

/** Lines of events of 7 properties each, about 231 bytes of JSON, the names in turn; the same ones every time. */
export function* smallEvents({ count, eventNames, stepMs = 9 }: SmallEvents): Generator<string> {
  const random = seededRandom(20_260_202);
  for (let i = 0; i < count; i++) {
    yield JSON.stringify({
      type: "event",
      eventName: eventNames[i % eventNames.length] ?? "",
      ts: firstTsMs + i * stepMs,
      profile: { identity: `u${random.below(90_000)}` },
      eventProps: {
        page: `/shop/item-${random.below(5_000)}`,
        price: Math.round(random.next() * 100_000) / 100,
        quantity: 1 + random.below(9),
        currency: "EUR",
        city: random.pick(["Berlin", "Lisbon", "Nairobi", "Austin"]),
        returning: random.next() < 0.4,
        campaign: `c${random.below(40)}`,
      },
    });
  }
}

export function eventNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `Event ${index + 1}`);
}
