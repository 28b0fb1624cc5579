import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address.ts";
import { urlRefusal } from "./refuse-url.ts";

const publicOnly = { allowPrivate: false };

test.each([
  ...["127.0.0.1", "127.8.9.1", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
  ...["100.64.0.1", "100.100.100.200", "169.254.169.254", "169.254.170.2", "168.63.129.16", "192.0.0.192"],
  ...["192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1"],
  ...["255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::7f00:1"],
  ...["::ffff:0:7f00:1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001:db8::1", "2002:7f00:1::", "2001::1"],
  ...["fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "5f00::1", "4000::1", "nonsense"],
])("%s is nobody's public address", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  ...["1.1.1.1", "8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.255.255", "100.128.0.1", "169.253.1.1", "192.167.1.1"],
  ...["2606:4700:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8"],
])("%s is a public address", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

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
