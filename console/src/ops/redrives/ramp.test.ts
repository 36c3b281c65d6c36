import { expect, test } from "vitest";
import type { Redrive, RedriveStep } from "../../api/types";
import { actionsOf, heightOf, outcomeOf, rampOf, redriveSentence } from "./ramp";

function step(succeeded: number, fields: Partial<RedriveStep> = {}): RedriveStep {
  const rest = { failed_again: 0, silent: 0, pending: 0, ...fields };
  return { claimed: succeeded + rest.failed_again + rest.silent + rest.pending, succeeded, ...rest };
}

/// Adds its steps up as the API does.
function redrive(state: Redrive["state"], steps: RedriveStep[], limit = 5): Redrive {
  const sum = (of: (each: RedriveStep) => number): number => steps.reduce((all, each) => all + of(each), 0);
  return {
    redrive: "r1",
    state,
    ended: state !== "running" && state !== "paused",
    by: "olivia",
    reason: "release 42 mends it",
    started_at: "2026-11-28T11:00:00Z",
    filter: { group: "0123456789ab" },
    refailure_percent_max: limit,
    per_second_max: 0,
    claimed: sum((each) => each.claimed),
    succeeded: sum((each) => each.succeeded),
    failed_again: sum((each) => each.failed_again + each.silent),
    pending: sum((each) => each.pending),
    steps,
    remark: "",
  };
}

const total = (parts: readonly { count: number }[]): number => parts.reduce((sum, part) => sum + part.count, 0);

test("what became of the messages adds up to those sent, the silent ones once", () => {
  const some = redrive("running", [step(1), step(8, { failed_again: 1, silent: 1 }), step(30, { failed_again: 2, pending: 68 })]);
  expect(some.claimed).toBe(111);
  expect(outcomeOf(some).map((part) => part.count)).toEqual([39, 3, 1, 68]);
  expect(total(outcomeOf(some))).toBe(some.claimed);
});

test("the parts of each step add up to its size", () => {
  for (const { size, parts } of rampOf(redrive("completed", [step(1), step(8, { failed_again: 1, silent: 1 })]))) {
    expect(total(parts)).toBe(size);
  }
});

test("a redrive that has sent nothing has the whole ramp to come", () => {
  expect(rampOf(redrive("running", [])).map(({ is, size }) => [is, size])).toEqual([
    ["ahead", 1],
    ["ahead", 10],
    ["ahead", 100],
    ["ahead", 1_000],
    ["ahead", 5_000],
  ]);
});

test("the step that has messages without an answer is the one under way", () => {
  const ramp = rampOf(redrive("running", [step(1), step(4, { pending: 6 })]));
  expect(ramp.map(({ is, size }) => [is, size])).toEqual([
    ["done", 1],
    ["now", 10],
    ["ahead", 100],
    ["ahead", 1_000],
    ["ahead", 5_000],
  ]);
});

test("after the ramp, one more step of full size is to come", () => {
  const steps = [step(1), step(10), step(100), step(1_000), step(5_000), step(5_000)];
  expect(rampOf(redrive("paused", steps)).at(-1)).toMatchObject({ is: "ahead", size: 5_000 });
  expect(rampOf(redrive("paused", steps))).toHaveLength(7);
});

test("a step that found nothing does not count for the ramp", () => {
  expect(rampOf(redrive("running", [step(1), step(0)]))[2]).toMatchObject({ is: "ahead", size: 10 });
});

test("a redrive that has ended has nothing to come", () => {
  for (const state of ["stopped", "cancelled", "completed"] as const) {
    expect(rampOf(redrive(state, [step(1)])).map(({ is }) => is)).toEqual(["done"]);
  }
});

test("a step is over the limit only above it, and the silent ones count", () => {
  const over = (each: RedriveStep, limit?: number): boolean | undefined => rampOf(redrive("completed", [each], limit))[0]?.over;
  expect(over(step(95, { failed_again: 5 }))).toBe(false);
  expect(over(step(94, { failed_again: 5, silent: 1 }))).toBe(true);
  expect(over(step(0, { failed_again: 1 }), 100)).toBe(false);
  expect(over(step(0))).toBe(false);
});

test("bars grow with the logarithm of the step, and a single message shows", () => {
  expect(heightOf(0)).toBe(0);
  expect(heightOf(1)).toBeGreaterThan(0.2);
  expect(heightOf(100) - heightOf(10)).toBeCloseTo(heightOf(1_000) - heightOf(100));
  expect(heightOf(5_000)).toBe(1);
});

test("the sentence names the step under way, or the next one", () => {
  expect(redriveSentence(redrive("running", []))).toBe("Step 1 is next: up to 1 message.");
  expect(redriveSentence(redrive("running", [step(1), step(2, { pending: 5 })]))).toBe("Step 2 is under way: 5 of 7 messages have no answer yet.");
  expect(redriveSentence(redrive("running", [step(1)]))).toBe("Step 2 is next: up to 10 messages.");
  expect(redriveSentence(redrive("paused", [step(1)]))).toBe("It is paused and sends nothing.");
});

test("what can be done fits the state", () => {
  expect(actionsOf(redrive("running", []))).toEqual(["pause", "cancel"]);
  expect(actionsOf(redrive("paused", []))).toEqual(["resume", "cancel"]);
  expect(actionsOf(redrive("stopped", []))).toEqual([]);
  expect(actionsOf(redrive("completed", []))).toEqual([]);
});
