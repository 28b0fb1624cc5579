import { expect, test } from "vitest";
import { urlRefusal } from "./refuse-url.ts";

const publicOnly = { allowPrivate: false };

test.each([
  ["http://example.com/hook", "must start with https://"],
  ["https://127.0.0.1/hook", "has the address 127.0.0.1, which is private or reserved"],
  ["https://127.0.0.1.:8443/", "has the address 127.0.0.1,"],
  ["https://2130706433/", "has the address 127.0.0.1,"],
  ["https://0x7f.1/", "has the address 127.0.0.1,"],
  ["https://0177.0.0.1/", "has the address 127.0.0.1,"],
  ["https://[::1]:8443/", "has the address ::1,"],
  ["https://[::ffff:10.0.0.1]/", "has the address ::ffff:a00:1,"],
  ["https://169.254.169.254/latest/meta-data", "has the address 169.254.169.254,"],
])("a webhook can't have the URL %s", (url, reason) => {
  expect(urlRefusal(url, publicOnly)).toContain(reason);
});

test("names, public addresses and, where that is allowed, private ones can be had", () => {
  expect(urlRefusal("https://hooks.example.com:8443/x?y=z", publicOnly)).toBeNull();
  expect(urlRefusal("https://[2606:4700:4700::1111]/", publicOnly)).toBeNull();
  expect(urlRefusal("http://127.0.0.1:8080/", { allowPrivate: true })).toBeNull();
});
