import { expect, test } from "vitest";
import type { FailureGroup, Plan, Redrive } from "../../api/types";
import { byKind, clientsOf, failuresSentence, headingOf, membersOf, originOf, otherStates, redrivesOfGroup, releaseOf } from "./groups";
import { effectOf, sendsOf } from "./plan";

function group(id: string, fields: Partial<FailureGroup> = {}): FailureGroup {
  return {
    group: id,
    origin: "queue:RewardQueue",
    kind: "fault",
    error: "IllegalStateException",
    frame: "Rewards.grant",
    event_type: "ActivityChanged",
    reason: "a bug",
    sample: "0".repeat(32),
    open: 1,
    redriving: 0,
    resolved: 0,
    parked: 0,
    tenants: [],
    members: 0,
    uploads: [],
    first_seen: "2026-11-28T10:00:00Z",
    last_seen: "2026-11-28T11:00:00Z",
    first_release: "41",
    last_release: "41",
    release_now: "41",
    counted_at: "2026-11-28T11:00:00Z",
    ...fields,
  };
}

function plan(fields: Partial<Plan> = {}): Plan {
  return {
    failures: 9,
    complete: true,
    groups: {},
    tenants: {},
    origins: {},
    members: 30,
    redriven_before: 0,
    too_often: 0,
    releases: [],
    release_now: "42",
    per_second: 50,
    estimate_seconds: 10,
    warnings: [],
    ...fields,
  };
}

const names = (groups: readonly FailureGroup[], filter = {}): readonly string[] =>
  byKind(groups, filter).flatMap((section) => [section.kind, ...section.groups.map((each) => each.group)]);

test("groups stand by what helps, those with most open failures first", () => {
  const groups = [group("a", { kind: "permanent" }), group("b", { open: 2 }), group("c", { open: 7 })];
  expect(names(groups)).toEqual(["fault", "c", "b", "permanent", "a"]);
});

test("a filter leaves groups of its kind and origin", () => {
  const groups = [group("a", { kind: "died" }), group("b", { origin: "stream:outbox" }), group("c")];
  expect(names(groups, { kind: "fault" })).toEqual(["fault", "b", "c"]);
  expect(names(groups, { from: "stream:outbox" })).toEqual(["fault", "b"]);
  expect(names(groups, { kind: "died", from: "stream:outbox" })).toEqual([]);
});

test("a filter leaves groups of a client, and those that have failures in a state", () => {
  const groups = [group("a", { tenants: ["acme", "borealis"] }), group("b", { tenants: ["borealis"], open: 0, parked: 4 })];
  expect(names(groups, { tenant: "acme" })).toEqual(["fault", "a"]);
  expect(names(groups, { state: "parked" })).toEqual(["fault", "b"]);
  expect(names(groups, { tenant: "acme", state: "parked" })).toEqual([]);
});

test("a list says for which clients; of many it names three", () => {
  expect(clientsOf([])).toBe("unknown");
  expect(clientsOf(["acme", "borealis"])).toBe("acme and borealis");
  expect(clientsOf(["a", "b", "c", "d"])).toBe("a, b, c and d");
  expect(clientsOf(["a", "b", "c", "d", "e"])).toBe("a, b, c and 2 others");
});

test("a group is called by what helps and where it failed, not by the class of an exception", () => {
  expect(headingOf(group("a", { function: "reward-granter" }))).toBe("Fault in the code: reward-granter");
  expect(headingOf(group("a", { kind: "undelivered" }))).toBe("Not delivered: RewardQueue");
});

test("earlier redrives of a group are those whose filter names it", () => {
  const redrive = (id: string, filter: Redrive["filter"]) => ({ redrive: id, filter }) as Redrive;
  const all = [redrive("1", { group: "a" }), redrive("2", { group: "b" }), redrive("3", { tenant: "acme" })];
  expect(redrivesOfGroup(all, "a").map(({ redrive: id }) => id)).toEqual(["1"]);
});

test("the sentence counts open failures, and only groups that have some", () => {
  expect(failuresSentence([group("a", { open: 9 }), group("b"), group("c", { open: 0, parked: 4 })])).toBe(
    "10 failures are open, in 2 groups.",
  );
  expect(failuresSentence([group("c", { open: 0 })])).toBe("No failure is open.");
});

test("other states are told only if there are such failures", () => {
  expect(otherStates(group("a"))).toBe("");
  expect(otherStates(group("a", { redriving: 1_200, parked: 3 }))).toBe("1,200 being redriven, 3 parked");
});

test("an origin is a queue or a stream, else it is shown as it is", () => {
  expect(originOf("queue:RewardQueue")).toEqual({ kind: "Queue", name: "RewardQueue" });
  expect(originOf("stream:a:b")).toEqual({ kind: "Stream", name: "a:b" });
  expect(originOf("elsewhere")).toEqual({ kind: "", name: "elsewhere" });
});

test("members that the messages do not tell are no zero", () => {
  expect(membersOf(0)).toBe("unknown");
  expect(membersOf(1_030)).toBe("1,030");
});

test("a release is compared only if both are known", () => {
  expect(releaseOf(group("a"))).toBe("same");
  expect(releaseOf(group("a", { release_now: "42" }))).toBe("new");
  expect(releaseOf(group("a", { release_now: "" }))).toBe("unknown");
});

test("a plan names messages and members, and leaves out what was redriven too often", () => {
  expect(sendsOf(plan({ too_often: 2 }))).toBe(7);
  expect(effectOf(plan({ too_often: 2 }))).toBe("7 messages will be sent again, for 30 members.");
  expect(effectOf(plan({ failures: 1, members: 0 }))).toBe("1 message will be sent again.");
});

test("a plan that did not read all failures says at least", () => {
  expect(effectOf(plan({ failures: 10_000, complete: false }))).toBe("At least 10,000 messages will be sent again.");
});
