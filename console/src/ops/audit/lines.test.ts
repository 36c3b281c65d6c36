import { expect, test } from "vitest";
import type { AuditLine } from "../../api/types";
import { aboutOf, groupOf, linesOf } from "./lines";

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
