import { seededRandom } from "./seeded-random.ts";

const firstTsMs = Date.UTC(2026, 0, 1);
const cities = ["Berlin", "São Paulo", "東京", "Mumbai", "Nairobi", "Reykjavík", "Austin", "Łódź"];
const products = ["Trail shoe", "Rain jacket, blue", 'Tent "Solo"', "Head lamp", "Water filter"];

/** Lines of events of 14 properties each, about 450 bytes of JSON, the same ones every time. */
export function* wideEvents(count: number): Generator<string> {
  const random = seededRandom(20_260_101);
  for (let i = 0; i < count; i++) {
    yield JSON.stringify({
      type: "event",
      eventId: i.toString(16).padStart(16, "0"),
      eventName: "Charged",
      ts: firstTsMs + i * 7,
      profile: { identity: `u${random.below(50_000)}`, platform: "Web" },
      eventProps: {
        Amount: Math.round(random.next() * 100_000) / 100,
        Quantity: 1 + random.below(9),
        Currency: "EUR",
        City: random.pick(cities),
        Product: random.pick(products),
        SKU: `SKU-${random.below(10_000)}`,
        Discounted: random.next() < 0.3,
        Coupon: random.next() < 0.1 ? "SPRING" : null,
        "Order Id": random.below(1e12),
        Rating: Math.round(random.next() * 50) / 10,
        Channel: random.pick(["app", "web", "store"]),
        "Session Length": random.below(3_600),
        Campaign: `campaign-${random.below(40)}`,
        Note: `Delivered to the ${random.pick(["front door", "neighbour", "locker"])} at ${random.below(24)} h`,
      },
    });
  }
}
