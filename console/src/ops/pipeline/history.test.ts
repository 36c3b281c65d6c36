import { expect, test } from "vitest";
import type { Flow } from "../../api/types";
import { depthsOf, type History, seenWith } from "./history";

const START = Date.parse("2026-11-28T11:00:00Z");

function seen(history: History, second: number, waiting: number): History {
  const mapping = { queue: "bulk", function: "worker", cap: 10, waiting, in_flight: 0, delayed: 0 };
  const flow: Flow = { as_of: new Date(START + second * 1_000).toISOString(), poll_after_seconds: 2, functions: [], mappings: [mapping] };
  return seenWith(history, flow);
}

function waitingOf(history: History): number[][] {
  return depthsOf(history, "bulk").map((piece) => piece.map(({ waiting }) => waiting));
}

test("ten seconds are one moment, and its peak stays", () => {
  let history: History = [];
  for (const [second, waiting] of [[0, 1], [2, 240], [4, 3], [10, 2]] as const) history = seen(history, second, waiting);
  expect(waitingOf(history)).toEqual([[240, 2]]);
});

test("the same document, or an older one, adds nothing", () => {
  const history = seen([], 10, 5);
  expect(seen(history, 10, 5)).toBe(history);
  expect(seen(history, 8, 7)).toBe(history);
});

test("what is older than 15 minutes goes", () => {
  const history = seen(seen(seen([], 0, 1), 600, 2), 901, 3);
  expect(waitingOf(history)).toEqual([[2], [3]]);
});

test("time that nobody looked at is a gap, and no line", () => {
  let history: History = [];
  for (const second of [0, 10, 20, 60, 70]) history = seen(history, second, second);
  expect(waitingOf(history)).toEqual([
    [0, 10, 20],
    [60, 70],
  ]);
});

test("nothing was seen of a queue that is not there", () => {
  expect(depthsOf(seen([], 0, 1), "other")).toEqual([]);
});
