import { expect, test } from "vitest";
import type { Caps, FunctionCap } from "../../api/types";
import { capsSentence, roomOf } from "./room";

function of(name: string, cap: number, peak?: number, throttles?: number): FunctionCap {
  return { function: name, cap, mappings: [], ...(peak === undefined ? {} : { peak }), ...(throttles === undefined ? {} : { throttles }) };
}

function caps(...functions: FunctionCap[]): Caps {
  return { as_of: "2026-11-28T12:00:00Z", measured_at: "2026-11-28T11:58:00Z", minutes: 15, account: { alarm_at: 800 }, functions };
}

test.each([
  [of("a", 10), "unknown"],
  [of("a", 10, 9, 0), "free"],
  [of("a", 10, 10, 0), "full"],
  [of("a", 10, 4, 2), "throttled"],
] as const)("%o is %s", (each, room) => {
  expect(roomOf(each)).toBe(room);
});

test("the worst is said first", () => {
  expect(capsSentence(caps(of("a", 10, 10, 0), of("b", 10, 4, 2)))).toBe("1 function was throttled in the last 15 minutes.");
  expect(capsSentence(caps(of("a", 10, 10, 0), of("b", 10, 4, 0)))).toBe("1 function ran at its cap in the last 15 minutes.");
  expect(capsSentence(caps(of("a", 10, 3, 0)))).toBe("No function reached its cap in the last 15 minutes.");
});

test("without CloudWatch only the caps are known", () => {
  expect(capsSentence({ as_of: "2026-11-28T12:00:00Z", minutes: 15, account: { alarm_at: 800 }, functions: [of("a", 10)] })).toContain("is not known");
});
