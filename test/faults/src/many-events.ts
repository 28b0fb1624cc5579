/** Event lines of two events with ids of their own, spread over the last hours. */
export function manyEvents(count: number): string[] {
  const firstMs = Date.now() - 6 * 3_600_000;
  return Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      type: "event",
      eventId: idOf(i),
      eventName: i % 5 === 0 ? "Refunded" : "Charged",
      ts: firstMs + i,
      profile: { identity: `user ${i % 997}`, platform: "Web" },
      eventProps: {
        Amount: i / 100,
        Note: `${"Order ".repeat(20)}${(i * 7_919) % 104_729}`,
        Item: { sku: i % 31, tags: ["a", "ü"] },
      },
    }),
  );
}

export function idsOf(count: number): string[] {
  return Array.from({ length: count }, (_, i) => idOf(i));
}

function idOf(i: number): string {
  return `e${String(i).padStart(7, "0")}`;
}
