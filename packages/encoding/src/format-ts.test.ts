import fc from "fast-check";
import { expect, test } from "vitest";
import { tsFormatter } from "./format-ts.ts";

test.each([
  ["2017-11-09T00:00:15.999Z", "UTC", "20171109000015"],
  ["2020-02-20T07:37:35Z", "Asia/Kolkata", "20200220130735"],
  // Clocks go forward at 02:00 and back at 02:00.
  ["2024-03-10T09:59:59.999Z", "America/Los_Angeles", "20240310015959"],
  ["2024-03-10T10:00:00Z", "America/Los_Angeles", "20240310030000"],
  ["2024-11-03T08:59:59Z", "America/Los_Angeles", "20241103015959"],
  ["2024-11-03T09:00:00Z", "America/Los_Angeles", "20241103010000"],
  // Half an hour of daylight saving.
  ["2024-04-06T15:00:00Z", "Australia/Lord_Howe", "20240407013000"],
  // One minute past midnight.
  ["1990-04-01T03:31:00Z", "America/St_Johns", "19900401010100"],
  ["1990-04-01T03:30:59Z", "America/St_Johns", "19900401000059"],
  // Off by seconds.
  ["1972-01-07T00:44:29Z", "Africa/Monrovia", "19720106235959"],
  ["1900-01-01T00:00:00Z", "Europe/Paris", "19000101000921"],
  ["0987-06-05T04:03:02Z", "UTC", "09870605040302"],
  ["+012345-06-07T08:09:10Z", "UTC", "123450607080910"],
  ["-000044-03-15T12:00:00Z", "UTC", "-00440315120000"],
])("%s in %s is %s", (instant, timeZone, text) => {
  expect(textOf(tsFormatter(timeZone)(Date.parse(instant)))).toBe(text);
});

test("every instant is what Intl says, in any order", () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
  const instants = fc.array(fc.integer({ min: -3e12, max: 5e12 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(zones, instants, (timeZone, tsMs) => {
      const format = tsFormatter(timeZone);
      expect(tsMs.map((ts) => textOf(format(ts)))).toEqual(tsMs.map((ts) => intlText(ts, timeZone)));
    }),
    { numRuns: 300 },
  );
});

test("the moments around every change of a zone's clocks are what Intl says", () => {
  for (const timeZone of ["America/St_Johns", "Europe/Dublin", "Africa/Casablanca", "Asia/Gaza", "Pacific/Apia"]) {
    const format = tsFormatter(timeZone);
    let at = Temporal.Instant.from("1890-01-01T00:00:00Z").toZonedDateTimeISO(timeZone);
    for (let changes = 0; changes < 150; changes++) {
      const next = at.getTimeZoneTransition("next");
      if (!next) break;
      for (const shift of [0, -1, 1, 999, 1000, -1000]) {
        const tsMs = next.epochMilliseconds + shift;
        expect(textOf(format(tsMs))).toBe(intlText(tsMs, timeZone));
      }
      at = next;
    }
  }
});

function intlText(tsMs: number, timeZone: string): string {
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  return clock.format(tsMs).replace(/\D/g, "");
}

function textOf(digits: Uint8Array): string {
  return Buffer.from(digits).toString("latin1");
}
