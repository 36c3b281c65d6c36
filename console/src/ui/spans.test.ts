import { expect, test } from "vitest";
import { sinceOf } from "./spans";

test("a span begins at a whole hour, so that its address stays the same for an hour", () => {
  const now = Date.parse("2026-11-26T22:14:05Z");
  expect(sinceOf("day", now)).toBe("2026-11-25T22:00:00.000Z");
  expect(sinceOf("day", now + 40 * 60_000)).toBe("2026-11-25T22:00:00.000Z");
  expect(sinceOf("week", Date.parse("2026-11-28T12:34:56Z"))).toBe("2026-11-21T12:00:00.000Z");
});
