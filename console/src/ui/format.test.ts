import { beforeEach, describe, expect, test, vi } from "vitest";
import { noteServerTime } from "../api/clock";
import { ago, bytes, dateIn, day, parseFigure, percent, span } from "./format";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-26T12:00:00Z") });
  noteServerTime("Thu, 26 Nov 2026 12:00:00 GMT");
  return () => vi.useRealTimers();
});

test.each([
  ["25,000", 25_000],
  ["25 000", 25_000],
  ["25\u00a0000", 25_000],
  ["1,234,567.5", 1_234_567.5],
  ["47.5", 47.5],
  ["0", 0],
])("reads %s as %d", (text, number) => {
  expect(parseFigure(text)).toBe(number);
});

test.each(["", "4,5", "1.234.567", "12,34", "-3", "1e5", "krank", "5,", "1,0000"])("takes %j for no number", (text) => {
  expect(parseFigure(text)).toBeUndefined();
});

test("never shows something as nothing, or almost all as all", () => {
  expect(percent(1, 1_000_000)).toBe("< 0.1%");
  expect(percent(999_999, 1_000_000)).toBe("> 99.9%");
  expect(percent(228, 24_612)).toBe("0.9%");
  expect(percent(0, 0)).toBe("0%");
  expect(percent(5, 5)).toBe("100%");
});

test("shows sizes in the largest unit that fits", () => {
  expect(bytes(999)).toBe("999 bytes");
  expect(bytes(1_400_000)).toBe("1.4 MB");
  expect(bytes(2_147_483_648)).toBe("2.15 GB");
});

test("a day of the calendar does not move with the zone", () => {
  expect(day("2026-11-15")).toBe("Sun 15 Nov");
  expect(day("2025-01-01")).toBe("1 Jan 2025");
  expect(day("soon")).toBe("soon");
});

test("ages are by the service's clock, however wrong the computer's is", () => {
  noteServerTime("Thu, 26 Nov 2026 12:10:00 GMT");
  expect(ago("2026-11-26T12:09:20Z")).toBe("40 s ago");
  expect(ago("2026-11-26T11:50:00Z")).toBe("20 min ago");
});

test("a difference of a second is no wrong clock", () => {
  noteServerTime("Thu, 26 Nov 2026 12:00:01 GMT");
  expect(ago("2026-11-26T11:59:50Z")).toBe("10 s ago");
});

test("spans are in their largest unit", () => {
  expect(span(119_000)).toBe("119 s");
  expect(span(120_000)).toBe("2 min");
});

describe("a member's date", () => {
  const lateInLondon = Date.parse("2026-11-15T23:30:00Z");
  test.each([
    ["Europe/London", "2026-11-15"],
    ["Europe/Berlin", "2026-11-16"],
    ["America/New_York", "2026-11-15"],
  ])("is that of %s", (zone, date) => expect(dateIn(zone, lateInLondon)).toBe(date));
});
