import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cleanup, render, screen } from "@testing-library/react";
import { createElement } from "react";
import { afterEach, expect, test } from "vitest";
import type { Flow, FunctionMinute, QueueMapping } from "../../api/types";
import { MinuteBars } from "./MinuteBars";
import { Picture } from "./Picture";
import { STAGES, stagesOf } from "./stages";
import { type Work, workOf } from "./work";

afterEach(cleanup);

const MEASURED = "2026-11-28T11:14:30Z";

function minute(at: string, fields: Partial<FunctionMinute> = {}): FunctionMinute {
  return { at: `2026-11-28T${at}:00Z`, invocations: 10, errors: 0, throttles: 0, running: 2, ...fields };
}

function queue(name: string, fields: Partial<QueueMapping> = {}): QueueMapping {
  return { queue: name, function: "worker", cap: 10, waiting: 0, in_flight: 0, delayed: 0, ...fields };
}

/// A pipeline of one function.
function worker(minutes: readonly FunctionMinute[], fields: { lag_millis?: number; mappings?: QueueMapping[]; measured_at?: string | undefined } = {}): Work {
  const { lag_millis, mappings = [queue("live"), queue("bulk")], ...rest } = fields;
  const measured_at = "measured_at" in rest ? rest.measured_at : MEASURED;
  const flow: Flow = {
    as_of: MEASURED,
    poll_after_seconds: 2,
    ...(measured_at === undefined ? {} : { measured_at }),
    mappings,
    functions: [{ function: "worker", minutes: [...minutes], ...(lag_millis === undefined ? {} : { lag_millis }) }],
  };
  const [work] = workOf(flow);
  if (work === undefined) throw new Error("no function");
  return work;
}

test("a function's cap and messages are those of all its queues", () => {
  const work = worker([], { mappings: [queue("live", { waiting: 3 }), queue("bulk", { waiting: 40, oldest_seconds: 90 })] });
  expect(work).toMatchObject({ cap: 20, waiting: 43, oldestSeconds: 90 });
  expect(worker([], { mappings: [] }).cap).toBeUndefined();
});

test("15 minutes are shown; those in which nothing happened are empty", () => {
  const { minutes, invocations, failed, throttled } = worker([minute("11:00", { errors: 3 }), minute("11:14", { throttles: 2 })]);
  expect(minutes).toHaveLength(15);
  expect(minutes.map((each) => each.invocations)).toEqual([10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10]);
  expect({ invocations, failed, throttled }).toEqual({ invocations: 20, failed: 3, throttled: 2 });
});

test("what runs is of the last minutes; a function that did nothing since runs no more", () => {
  expect(worker([minute("11:00"), minute("11:12", { running: 7 })]).running).toBe(7);
  expect(worker([minute("11:05", { running: 7 })]).running).toBe(0);
});

test("a function stands as its worst sign says", () => {
  const busy = { mappings: [queue("live", { cap: 2, waiting: 5 })] };
  expect(worker([minute("11:14", { running: 1 })]).health).toBe("fine");
  expect(worker([minute("11:14")], busy).health).toBe("full");
  expect(worker([minute("11:14", { errors: 1 })], busy).health).toBe("failing");
  expect(worker([minute("11:14", { errors: 1 })], { lag_millis: 45_000 }).health).toBe("late");
  expect(worker([minute("11:14", { throttles: 1 })], { lag_millis: 45_000 }).health).toBe("throttled");
});

test("at its cap with nothing waiting is no trouble, and neither is a lag of a batch", () => {
  expect(worker([minute("11:14")], { mappings: [queue("live", { cap: 2 })] }).health).toBe("fine");
  expect(worker([minute("11:14")], { lag_millis: 900 }).health).toBe("fine");
});

test("without CloudWatch nothing is known of a function but its queues", () => {
  const work = worker([], { measured_at: undefined });
  expect(work).toMatchObject({ health: "unknown", running: undefined, minutes: [] });
});

test("the bars say their figures and the worst minute in words", () => {
  render(createElement(MinuteBars, { of: worker([minute("11:13", { errors: 1, throttles: 4 }), minute("11:14")]) }));
  const bars = screen.getByRole("img", { name: /^20 invocations, 1 failed, 4 throttled; worst at \d\d:\d\d: 5$/ });
  // What ran, failed and was throttled in one minute, and what ran in the other.
  expect([...bars.querySelectorAll(":scope > rect")].map((bar) => bar.getAttribute("class"))).toEqual(["ran", "failed", "throttled", "ran"]);
});

test("the picture fills a box for each invocation that runs, of those that the cap allows", () => {
  const { container } = render(createElement(Picture, { works: [worker([minute("11:14", { running: 3 })], { mappings: [queue("live", { waiting: 7 })] })] }));
  screen.getByText("3 of 10 at once");
  screen.getByText("7 waiting");
  expect(container.querySelectorAll(".boxes i")).toHaveLength(10);
  expect(container.querySelectorAll(".boxes .on")).toHaveLength(3);
});

test("a cap of hundreds is drawn with 20 boxes, and one that runs is seen", () => {
  const { container } = render(createElement(Picture, { works: [worker([minute("11:14", { running: 1 })], { mappings: [queue("live", { cap: 400 })] })] }));
  expect(container.querySelectorAll(".boxes i")).toHaveLength(20);
  expect(container.querySelectorAll(".boxes .on")).toHaveLength(1);
});

test("the picture has a place for each function of the pipeline, and puts others beside it", () => {
  const template = readFileSync(join(import.meta.dirname, "../../../../template.yaml"), "utf8");
  const [, listed = ""] = /FUNCTIONS: !Sub >-\n((?: +[a-z-]+,\$\{.*\n)+)/.exec(template) ?? [];
  const functions = [...listed.matchAll(/^ +([a-z-]+),/gm)].map(([, name = ""]) => name);
  expect(functions).toContain("notifier");
  for (const name of Object.values(STAGES).flat()) expect(functions).toContain(name);
  const works = functions.map((name) => ({ ...worker([]), function: name }));
  const { stages, beside } = stagesOf(works);
  expect(stages.map(({ stage }) => stage)).toEqual(Object.keys(STAGES));
  expect(beside.map((work) => work.function)).toEqual(["eraser", "dlq-replayer"]);
});
