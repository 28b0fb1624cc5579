import { expect, test } from "vitest";
import { isNotFetched, scriptOf } from "./screen-scripts.ts";

test("a screen whose script or style was not fetched is told from one that is wrong, in every browser's words", async () => {
  for (const words of [
    "Failed to fetch dynamically imported module: http://127.0.0.1/assets/verify-screen.js",
    "error loading dynamically imported module: http://127.0.0.1/assets/verify-screen.js",
    "Importing a module script failed.",
    "Unable to preload CSS for /assets/verify-screen.css",
  ]) {
    expect(isNotFetched(new Error(words))).toBe(true);
    const told = await scriptOf(() => Promise.reject(new TypeError(words)))().catch((error: unknown) => error);
    expect(isNotFetched(told)).toBe(true);
    expect(String(told)).not.toContain("assets");
  }
  expect(isNotFetched(new TypeError("Cannot read properties of undefined (reading 'map')"))).toBe(false);
});
