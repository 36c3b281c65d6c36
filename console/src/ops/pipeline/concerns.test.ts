import { expect, test } from "vitest";
import type { FailureGroup, Flow, FunctionMinute, QueueMapping } from "../../api/types";
import { concernsOf, situationOf } from "./concerns";

const NOW = "2026-11-28T11:14:30Z";

function group(fields: Partial<FailureGroup>): FailureGroup {
  return {
    group: "6f5e08a61213",
    origin: "queue:RewardQueue",
    kind: "fault",
    error: "IllegalStateException",
    frame: "",
    event_type: "",
    reason: "a bug",
    sample: "0".repeat(32),
    open: 0,
    redriving: 0,
    resolved: 0,
    parked: 0,
    tenants: [],
    members: 0,
    uploads: [],
    first_seen: "2026-11-27T10:00:00Z",
    last_seen: "2026-11-28T11:00:00Z",
    first_release: "",
    last_release: "",
    release_now: "",
    counted_at: NOW,
    ...fields,
  };
}

const QUIET: QueueMapping = { queue: "RewardQueue", function: "reward-granter", cap: 2, waiting: 0, in_flight: 0, delayed: 0 };

function flow(minute: Partial<FunctionMinute> = {}, mapping: Partial<QueueMapping> = {}, lag?: number): Flow {
  return {
    as_of: NOW,
    poll_after_seconds: 2,
    measured_at: NOW,
    mappings: [{ ...QUIET, ...mapping }],
    functions: [
      {
        function: "reward-granter",
        minutes: [{ at: "2026-11-28T11:14:00Z", invocations: 9, errors: 0, throttles: 0, running: 1, ...minute }],
        ...(lag === undefined ? {} : { lag_millis: lag }),
      },
    ],
  };
}

test("with nothing open and nothing wrong, nothing has to be done", () => {
  expect(concernsOf(flow(), [group({ parked: 4 })])).toEqual([]);
  expect(situationOf(flow(), [])).toBe("Nothing has to be done. Nothing waits, and nothing is being worked on.");
});

test("thousands of open failures are the first thing said, although every queue is empty", () => {
  const groups = [
    group({ open: 8_000, tenants: ["borealis", "acme"], kind: "transient" }),
    group({ open: 412, tenants: ["acme"], first_seen: "2026-11-26T09:00:00Z", redriving: 3 }),
    group({ open: 0, tenants: ["idle"], first_seen: "2026-01-01T09:00:00Z" }),
  ];
  expect(situationOf(flow(), groups)).toBe("Something has to be done: 8,412 failures are open.");
  const [failures] = concernsOf(flow(), groups);
  expect(failures).toMatchObject({ kind: "bad", title: "8,412 failures are open, in 2 groups.", to: "failures" });
  const why = failures?.why.join(" ") ?? "";
  expect(why).toContain("For acme and borealis.");
  expect(why).toMatch(/First seen 26 Nov 2026, \d\d:00, last seen/);
  expect(why).toContain("Most of them, 8,000: temporary problem. A service was throttled");
  expect(why).toContain("3 more are being redriven.");
});

test("throttles have to be looked at; failures are named before them", () => {
  expect(situationOf(flow({ throttles: 12 }), [group({ open: 1 })])).toBe("Something has to be done: 1 failure is open and 12 invocations were throttled.");
  expect(concernsOf(flow({ throttles: 12 }), [])).toMatchObject([{ kind: "bad", title: "12 invocations of reward-granter were throttled in the last 15 minutes.", to: "caps" }]);
});

test("what may pass is to be watched: failed invocations, lag, a cap that is reached", () => {
  expect(situationOf(flow({ errors: 2 }), [])).toBe("Nothing has to be done yet. Watch this: 2 invocations failed.");
  expect(concernsOf(flow({}, {}, 95_000), [])).toMatchObject([{ kind: "warn", title: "reward-granter is 95 s behind on its stream." }]);
  expect(concernsOf(flow({ running: 2 }, { waiting: 240 }), [])).toMatchObject([
    { kind: "warn", title: "reward-granter runs at its cap, and 240 messages wait for it.", to: "caps" },
  ]);
});

test("that nothing has to be done is not said of what is not known", () => {
  const { measured_at, ...unmeasured } = flow();
  expect(measured_at).toBe(NOW);
  expect(situationOf(unmeasured, [])).toBe("Nothing waits, and nothing is being worked on.");
  expect(situationOf(flow(), undefined)).toBe("Nothing waits, and nothing is being worked on.");
});
