import { expect, test } from "vitest";
import { edited, projectChange } from "./project-change.ts";

const project = { name: "Acme", timeZone: "UTC", region: "EU", lookbackDays: 60 } as const;

test("only what differs is sent", () => {
  expect(projectChange(project, { name: "Acme", timeZone: "Asia/Kolkata", lookbackDays: 60 })).toEqual({
    timeZone: "Asia/Kolkata",
  });
  expect(projectChange(project, { region: "IN", lookbackDays: 90 })).toEqual({ region: "IN", lookbackDays: 90 });
});

test("nothing is sent where nothing differs, spaces around a name included", () => {
  expect(projectChange(project, {})).toBeNull();
  expect(projectChange(project, { name: " Acme " })).toBeNull();
});

test("an edit stays until it is taken back; an empty name is an edit", () => {
  expect(edited(project, { name: "" }).name).toBe("");
  expect(projectChange(project, { name: "" })).toEqual({ name: "" });
});
