import { expect, test } from "vitest";
import type { Entered, Progress } from "../api/types";
import { ahead } from "./entered";

function progress(challenge: string, value: number): Progress {
  return {
    challenge,
    name: challenge,
    value,
    goal: 100,
    percent: value,
    goal_reached: false,
    days: 1,
    longest_streak: 1,
    current_streak: 1,
    state: "running",
    start: "2026-11-01",
    end: "2026-11-30",
  };
}

const STORED = [progress("steps", 10), progress("floors", 3)];

test("an own entry counts in its challenge before anything is computed, and changes no other", () => {
  const entered: Entered = { member: "ada", as_of: "2026-11-28T12:00:00Z", note: "", entries: [], progress: [progress("steps", 60)] };
  expect(ahead(STORED, entered).map(({ value }) => value)).toEqual([60, 3]);
});

test("without an entry the progress is what is stored", () => {
  expect(ahead(STORED, undefined)).toEqual(STORED);
});
