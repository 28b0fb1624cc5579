import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { newSigningSecret, signatureHeaders } from "./sign-message.ts";

const body = '{"type":"run.done","name":"Ünïcode ✓"}';

test("another implementation of Standard Webhooks accepts the signature", () => {
  const secret = newSigningSecret();
  const headers = signatureHeaders({ id: "1", body, atMs: Date.now() }, [secret]);
  expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
});

test("it refuses the signature of another secret, id, time or body", () => {
  const secret = newSigningSecret();
  const headers = signatureHeaders({ id: "1", body, atMs: Date.now() }, [secret]);
  const later = String(Number(headers["webhook-timestamp"]) + 1);
  expect(() => new Webhook(newSigningSecret()).verify(body, headers)).toThrow();
  expect(() => new Webhook(secret).verify(body, { ...headers, "webhook-id": "2" })).toThrow();
  expect(() => new Webhook(secret).verify(body, { ...headers, "webhook-timestamp": later })).toThrow();
  expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
});

test("while two secrets sign, a receiver that knows one of them accepts the message", () => {
  const secrets = [newSigningSecret(), newSigningSecret()];
  const headers = signatureHeaders({ id: "1", body, atMs: Date.now() }, secrets);
  for (const secret of secrets) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
});

test("a secret is whsec_ and the base64 of 32 bytes, never the same", () => {
  const secrets = Array.from({ length: 10 }, newSigningSecret);
  for (const secret of secrets) expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(new Set(secrets).size).toBe(10);
});
