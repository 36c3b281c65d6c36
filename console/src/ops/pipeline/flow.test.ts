import { expect, test } from "vitest";
import type { Flow, QueueMapping } from "../../api/types";
import { flowSentence, pressureOf, totalsOf } from "./flow";

function queue(name: string, counts: Partial<QueueMapping> = {}): QueueMapping {
  return { queue: name, function: "worker", cap: 10, waiting: 0, in_flight: 0, delayed: 0, ...counts };
}

function flow(...mappings: QueueMapping[]): Flow {
  return { as_of: "2026-11-28T11:00:00Z", poll_after_seconds: 2, functions: [], mappings };
}

test("a queue is idle, works, waits, or waits with nothing in flight", () => {
  expect(pressureOf(queue("q"))).toBe("idle");
  expect(pressureOf(queue("q", { in_flight: 3 }))).toBe("working");
  expect(pressureOf(queue("q", { waiting: 1, in_flight: 3 }))).toBe("waiting");
  expect(pressureOf(queue("q", { waiting: 1 }))).toBe("untouched");
});

test("a message that waits for its time makes no queue wait", () => {
  expect(pressureOf(queue("q", { delayed: 5 }))).toBe("idle");
});

test("the sentence says that nothing waits, and what is being worked on", () => {
  expect(flowSentence(flow(queue("a"), queue("b")))).toBe("Nothing waits, and nothing is being worked on.");
  expect(flowSentence(flow(queue("a", { in_flight: 1 })))).toBe("Nothing waits. 1 message is being worked on.");
});

test("the sentence names the queue in which the most wait", () => {
  expect(flowSentence(flow(queue("a"), queue("b", { waiting: 1, in_flight: 1 })))).toBe("1 message waits in b.");
  const two = flow(queue("a", { waiting: 240, in_flight: 9 }), queue("b", { waiting: 1_000, in_flight: 9 }));
  expect(flowSentence(two)).toBe("1,240 messages wait in 2 queues, most of them in b: 1,000.");
});

test("the sentence says where messages wait and none is in flight", () => {
  expect(flowSentence(flow(queue("a", { waiting: 4 })))).toBe("4 messages wait in a. Nothing is in flight there.");
  const one = flow(queue("a", { waiting: 4 }), queue("b", { waiting: 9, in_flight: 1 }));
  expect(flowSentence(one)).toMatch(/Nothing is in flight in 1 of them\.$/);
  const both = flow(queue("a", { waiting: 4 }), queue("b", { waiting: 9 }));
  expect(flowSentence(both)).toMatch(/Nothing is in flight in any of them\.$/);
});

test("totals add up all queues", () => {
  const all = flow(queue("a", { waiting: 1, in_flight: 2, delayed: 3 }), queue("b", { waiting: 10, in_flight: 20, delayed: 30 }));
  expect(totalsOf(all)).toEqual({ waiting: 11, inFlight: 22, delayed: 33 });
});
