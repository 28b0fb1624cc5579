import { expect, test } from "vitest";
import { namespacePage } from "./temporal-pages.ts";

test("names the page of a namespace, wherever Temporal's pages are", () => {
  expect(namespacePage("http://127.0.0.1:8233", "default")).toBe("http://127.0.0.1:8233/namespaces/default");
  expect(namespacePage("https://tools.example.com/temporal/", "sluice.a1b2c")).toBe(
    "https://tools.example.com/temporal/namespaces/sluice.a1b2c",
  );
});
