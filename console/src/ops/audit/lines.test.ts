import { expect, test } from "vitest";
import type { AuditLine } from "../../api/types";
import { aboutOf, groupOf, linesOf, nextPlace, placeOf } from "./lines";

function line(who: string, action: string, filter: Record<string, never> | object = {}): AuditLine {
  return { at: "2026-11-28T12:00:00Z", who, action, reason: "a drill", filter: filter as Record<string, never>, outcome: "1 changed" };
}

const LINES = [line("okafor", "park"), line("okafor", "redrive"), line("lind", "park")];

test("filters by who and by act; without a filter all are left", () => {
  expect(linesOf(LINES, { by: "okafor", what: "park" })).toEqual([LINES[0]]);
  expect(linesOf(LINES, { what: "park" })).toHaveLength(2);
  expect(linesOf(LINES, {})).toHaveLength(3);
});

test("says what an act was for; the group has a link of its own", () => {
  const about = line("okafor", "park", { state: "open", group: "6f5e08a61213", ids: ["a", "b"] });
  expect(aboutOf(about)).toEqual(["state open", 'ids ["a","b"]']);
  expect(groupOf(about)).toBe("6f5e08a61213");
  expect(groupOf(line("okafor", "park"))).toBeUndefined();
});

test("a page has 50 lines; after the last one that was read, the service's next page comes", () => {
  const first = placeOf(undefined);
  expect(first).toEqual({ cursor: undefined, skipped: 0 });
  expect(nextPlace(first, 50, undefined)).toBeUndefined();
  expect(nextPlace(first, 51, undefined)).toBe("50~");
  expect(placeOf("50~")).toEqual({ cursor: undefined, skipped: 50 });
  expect(nextPlace(placeOf("450~a~b"), 500, "later")).toBe("0~later");
  expect(placeOf("450~a~b")).toEqual({ cursor: "a~b", skipped: 450 });
  expect(nextPlace(placeOf("450~a~b"), 501, "later")).toBe("500~a~b");
});

test("an address that nobody wrote is the first page", () => {
  expect(placeOf("elsewhere")).toEqual({ cursor: undefined, skipped: 0 });
});
