import { expect, test } from "vitest";
import type { Challenge, Rule } from "../../api/types";
import { daysOf, definitionOf, draftOf, NEW_DRAFT } from "./definition";
import { yamlOf } from "./yaml";

function challenge(rule: Rule): Challenge {
  return {
    id: "warm-up",
    name: "Winter Warm-up",
    period: { start: "2026-11-01", end: "2026-12-12" },
    rule,
    sources: { count: "priority", priority: ["hr", "garmin"] },
    goal: 300_000,
    join_deadline: "2026-11-15",
    grace_days: 3,
    ranking: "dense",
    rewards: [{ id: "half", percent: 50, points: 100 }],
    version: 7,
  };
}

const TOTAL: Rule = { type: "total", metric: "steps", daily_cap: 25_000 };

const RULES: Rule[] = [
  TOTAL,
  { type: "total", metric: "steps" },
  { type: "daily-goal", metric: "steps", threshold: 8_000 },
  { type: "streak", metric: "floors", threshold: 10.5 },
  { type: "best-day", metric: "distance_km" },
  { type: "average", metric: "steps", daily_cap: 25_000, min_days: 5 },
  { type: "points", metrics: [{ metric: "steps", points_per_unit: 0.001, daily_cap: 25_000 }, { metric: "floors", points_per_unit: 2 }] },
];

test.each(RULES)("a form that is not touched says what it was filled with: $type", (rule) => {
  const { version, ...before } = challenge(rule);
  expect(version).toBe(7);
  const { definition, faults } = definitionOf(draftOf(challenge(rule)), challenge(rule));
  expect([...faults]).toEqual([]);
  expect(definition).toEqual(before);
});

test("an empty form names all that is needed", () => {
  const { faults } = definitionOf(NEW_DRAFT, undefined);
  expect([...faults.keys()].sort()).toEqual(["goal", "id", "name", "period/end", "period/start"]);
});

test("a figure that could be read in two ways is refused", () => {
  const { faults } = definitionOf({ ...draftOf(challenge(TOTAL)), goal: "300.000,5" }, undefined);
  expect(faults.get("goal")).toBe("no-number");
});

test("a period that ends before it begins is refused", () => {
  const draft = { ...draftOf(challenge(TOTAL)), end: "2026-10-31" };
  expect(definitionOf(draft, undefined).faults.get("period/end")).toBe("ends-before");
});

test("days are counted with the first and the last", () => {
  expect(daysOf("2027-01-04", "2027-02-14")).toBe(42);
  expect(daysOf("2027-01-04", "2027-01-04")).toBe(1);
  expect(daysOf("2027-01-04", "2027-01-03")).toBeUndefined();
  expect(daysOf("", "2027-01-03")).toBeUndefined();
});

test("YAML is as in the documentation, and texts that could be something else have quotes", () => {
  const named = { ...challenge(TOTAL), name: "no" };
  expect(yamlOf(named)).toBe(
    [
      "id: warm-up",
      'name: "no"',
      'period: {start: "2026-11-01", end: "2026-12-12"}',
      "rule: {type: total, metric: steps, daily_cap: 25000}",
      "sources: {count: priority, priority: [hr, garmin]}",
      "goal: 300000",
      'join_deadline: "2026-11-15"',
      "grace_days: 3",
      "ranking: dense",
      "rewards: [{id: half, percent: 50, points: 100}]",
      "",
    ].join("\n"),
  );
});
