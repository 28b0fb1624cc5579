import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";

const firstTsMs = Date.UTC(2026, 0, 1);
const cities = ["Berlin", "São Paulo", "東京", "Mumbai", "Nairobi", "Reykjavík", "Austin", "Łódź"];
const products = ["Trail shoe", "Rain jacket, blue", 'Tent "Solo"', "Head lamp", "Water filter"];

/** Writes events of 14 properties each, about 450 bytes of JSON, the same ones every time. */
export async function makeEvents(path: string, count: number): Promise<void> {
  const out = createWriteStream(path);
  const random = generator(20_260_101);
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(random() * list.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  for (let i = 0; i < count; i++) {
    const event = {
      type: "event",
      eventId: i.toString(16).padStart(16, "0"),
      eventName: "Charged",
      ts: firstTsMs + i * 7,
      profile: { identity: `u${Math.floor(random() * 50_000)}`, platform: "Web" },
      eventProps: {
        Amount: Math.round(random() * 100_000) / 100,
        Quantity: 1 + Math.floor(random() * 9),
        Currency: "EUR",
        City: pick(cities),
        Product: pick(products),
        SKU: `SKU-${Math.floor(random() * 10_000)}`,
        Discounted: random() < 0.3,
        Coupon: random() < 0.1 ? "SPRING" : null,
        "Order Id": Math.floor(random() * 1e12),
        Rating: Math.round(random() * 50) / 10,
        Channel: pick(["app", "web", "store"]),
        "Session Length": Math.floor(random() * 3_600),
        Campaign: `campaign-${Math.floor(random() * 40)}`,
        Note: `Delivered to the ${pick(["front door", "neighbour", "locker"])} at ${Math.floor(random() * 24)} h`,
      },
    };
    if (!out.write(`${JSON.stringify(event)}\n`)) await new Promise((resolve) => out.once("drain", resolve));
  }
  out.end();
  await finished(out);
}

/** mulberry32: small, fast and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
