import { expect, test } from "vitest";
import { windowInWords } from "./window-text.tsx";

test("a window is told on the project's clocks, with the offset of each end where they differ", () => {
  const day = { from: "2026-11-26T18:30:00Z", to: "2026-11-27T18:30:00Z" };
  expect(windowInWords(day, "Asia/Kolkata")).toBe("27 Nov 2026, 00:00 to 28 Nov 2026, 00:00 UTC+05:30");
  expect(windowInWords({ from: "2026-11-26T00:00:00Z", to: "2026-11-26T04:00:00Z" }, "UTC")).toBe(
    "26 Nov 2026, 00:00 to 04:00 UTC",
  );
  const all = { from: "1970-01-01T00:00:00.000Z", to: "2026-11-28T07:28:33.000Z" };
  expect(windowInWords(all, "UTC")).toBe("everything up to 28 Nov 2026, 07:28 UTC");
  const change = { from: "2026-10-25T00:00:00Z", to: "2026-10-25T04:00:00Z" };
  expect(windowInWords(change, "Europe/Paris")).toBe("25 Oct 2026, 02:00 UTC+02:00 to 25 Oct 2026, 05:00 UTC+01:00");
});
