import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventKeyText, eventKeyTexts } from "./event-key-text.ts";

describe("the event's text in a key", () => {
  test("white space, slashes, colons and NUL become dashes, other control characters question marks, UTF-8 stays", () => {
    expect(eventKeyText("Added To\tCart/\0\u2003x", 900)).toBe("Added-To-Cart---x");
    expect(eventKeyText("a\u0007b\u009fc", 900)).toBe("a?b?c");
    expect(eventKeyText("購入 🎉", 900)).toBe("購入-🎉");
    expect(eventKeyText("page:view", 900)).toBe("page-view");
    expect(eventKeyText("a\ufffeb\uffffc", 900)).toBe("a?b?c");
  });

  test("a long name is cut at a character boundary", () => {
    expect(eventKeyText("é".repeat(10), 5)).toBe("éé");
    expect(eventKeyText("🎉🎉", 7)).toBe("🎉");
  });

  test("names that become the same text are each marked with their own hash", () => {
    const texts = eventKeyTexts(["a b", "a/b", "c"], 900);
    expect(texts.get("a b")).toBe("a-b~c8687a08");
    expect(texts.get("a/b")).toBe("a-b~c14cddc0");
    expect(texts.get("c")).toBe("c");
  });

  test("a name that imitates a mark cannot meet a marked one", () => {
    const texts = eventKeyTexts(["a b", "a/b", "a-b~c8687a08"], 900);
    expect(new Set(texts.values()).size).toBe(3);
  });

  test("long names that are cut to the same text stay apart", () => {
    const texts = eventKeyTexts([`${"x".repeat(2000)}1`, `${"x".repeat(2000)}2`], 900);
    expect(new Set(texts.values()).size).toBe(2);
    for (const text of texts.values()) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(900);
  });

  test("texts are unique, clean and short for any set of names", () => {
    const name = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom("a", " ", "/", "\0", "-") }),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { selector: (n) => n.toWellFormed() }),
        fc.integer({ min: 20, max: 60 }),
        (names, maxBytes) => {
          const texts = eventKeyTexts(names, maxBytes);
          expect(texts.size).toBe(names.length);
          expect(new Set(texts.values()).size).toBe(names.length);
          for (const text of texts.values()) {
            expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
            expect(text).not.toMatch(/[\s/:\p{Cc}\ufffe\uffff]/u);
          }
        },
      ),
    );
  });
});
