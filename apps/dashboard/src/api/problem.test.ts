import { expect, test } from "vitest";
import { ApiProblem, mayPass, unreachable } from "./problem.ts";

test("what is refused for good is not offered to be tried again", () => {
  const refused = (code: string) => new ApiProblem({ status: 404, code, detail: "" });
  for (const code of ["request.invalid", "request.unknown_path", "connection.not_found"])
    expect(mayPass(refused(code))).toBe(false);
  expect(mayPass(refused("request.too_many"))).toBe(true);
  expect(mayPass(unreachable())).toBe(true);
});
