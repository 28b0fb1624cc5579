import { bucketPolicy } from "@sluice/policies";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hcl } from "./hcl.ts";

/** What HCL makes of a quoted template without expressions; throws where one would begin. */
function read(quoted: string): string {
  const token = /\\(["\\nrt])|(\$|%)\2\{|([^"\\])/gy;
  const body = quoted.slice(1, -1);
  let text = "";
  let at = 0;
  while (at < body.length) {
    token.lastIndex = at;
    const found = token.exec(body);
    if (!found || /^[$%]\{/.test(body.slice(at))) throw new Error(`not readable at ${body.slice(at)}`);
    const [all, escaped, sign, plain] = found;
    const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
    text += escaped === undefined ? (plain ?? `${sign}{`) : (escapes[escaped] ?? escaped);
    at += all.length;
  }
  return text;
}

test.each([
  ['a "quoted" word', '"a \\"quoted\\" word"'],
  ["back\\slash", '"back\\\\slash"'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's
  ["${var.secret}", '"$${var.secret}"'],
  ["%{ if true }", '"%%{ if true }"'],
  ["$5 and 100%", '"$5 and 100%"'],
  ["two\nlines", '"two\\nlines"'],
])("%j is written as it is read", (text, written) => {
  expect(hcl(text)).toBe(written);
});

test("whatever a prefix has in it, HCL reads it to the letter", () => {
  const text = fc.string({ unit: fc.oneof(fc.constantFrom("$", "%", "{", "}", '"', "\\", "\n", "a"), fc.string()) });
  fc.assert(
    fc.property(text, (value) => {
      // Doubled signs before a brace are the one thing that HCL cannot tell from its own escape.
      fc.pre(!/[$%]{2}\{/.test(value));
      expect(read(hcl(value))).toBe(value);
    }),
  );
});

test("a policy is laid out as terraform fmt would", () => {
  expect(hcl({ Condition: { "sts:ExternalId": "x" }, Statement: bucketPolicy("acme").Statement.slice(0, 1) }, 1)).toBe(
    `{
    Condition = {
      "sts:ExternalId" = "x"
    }
    Statement = [
      {
        Sid      = "SluiceListBucket"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "arn:aws:s3:::acme"
      }
    ]
  }`,
  );
});
