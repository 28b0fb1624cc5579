import { expect, test } from "vitest";
import { ApiProblem } from "../api/problem.ts";
import { fieldError, isAllBesideFields } from "./field-places.ts";

const problem = new ApiProblem({
  status: 422,
  code: "request.invalid",
  detail: "wrong",
  errors: [
    { pointer: "/eventNames/3", in: "body", message: '"Charged" is in the list twice' },
    { pointer: "/to", in: "body", message: "must be later than `from`" },
  ],
});

test("what is wrong within a field is told of the field", () => {
  expect(fieldError(problem, "/eventNames")).toBe('"Charged" is in the list twice');
  expect(fieldError(problem, "/from", "/to")).toBe("must be later than `from`");
  expect(fieldError(problem, "/event")).toBe(undefined);
  expect(fieldError(null, "/to")).toBe(undefined);
});

test("what no field says is said where the form ends", () => {
  expect(isAllBesideFields(problem, ["/eventNames", "/to"])).toBe(true);
  expect(isAllBesideFields(problem, ["/to"])).toBe(false);
  expect(isAllBesideFields(new ApiProblem({ status: 409, code: "x", detail: "x" }), ["/to"])).toBe(false);
});
