import { expect, test } from "vitest";
import { temporalRunUrl } from "./temporal-link.ts";

test("links to a run's workflow in Temporal's pages, wherever these are", () => {
  const path = "/namespaces/default/workflows/run%3A1795847544%3A1795851144";
  const of = (url: string) => temporalRunUrl(url, 1_795_847_544, 1_795_851_144);
  expect(of("http://127.0.0.1:8233/namespaces/default")).toBe(`http://127.0.0.1:8233${path}`);
  expect(of("https://tools.example.com/temporal/namespaces/default/")).toBe(
    `https://tools.example.com/temporal${path}`,
  );
});
