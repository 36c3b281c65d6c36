import { QueryClient } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import type { Entered, Progress } from "../api/types";
import { ahead, keepEntered } from "./entered";

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

test("when an entry is no longer ahead, what was loaded without it is asked for again", () => {
  vi.useFakeTimers();
  try {
    const queries = new QueryClient();
    const keys = [["progress", "ada"], ["rewards", "ada"], ["around", "steps", "ada", 0]];
    for (const key of keys) queries.setQueryData(key, {});
    const old = (): boolean[] => keys.map((key) => queries.getQueryState(key)?.isInvalidated ?? false);
    keepEntered(queries, "ada", { member: "ada", as_of: "2026-11-28T12:00:00Z", note: "", entries: [], progress: [] });
    vi.advanceTimersByTime(14_000);
    expect(old()).toEqual([false, false, false]);
    vi.advanceTimersByTime(2_000);
    expect(old()).toEqual([true, true, true]);
  } finally {
    vi.useRealTimers();
  }
});
