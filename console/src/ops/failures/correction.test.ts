import { expect, test } from "vitest";
import { faultOf, whyNotEditable } from "./correction";

const BEFORE = '{"detail":{"day":"2026-11-31"}}';

test("only the message of an open failure of a queue can be corrected", () => {
  expect(whyNotEditable({ origin: "queue:RewardQueue", state: "open" })).toBeUndefined();
  expect(whyNotEditable({ origin: "queue:RewardQueue", state: "parked" })).toBe("Only the message of an open failure can be corrected.");
  expect(whyNotEditable({ origin: "stream:users", state: "open" })).toContain("Correct the item in the table.");
});

test("a correction has to change something, not only the space around it", () => {
  expect(faultOf(BEFORE, `${BEFORE}\n`)).toBe("Nothing has been corrected yet.");
  expect(faultOf(BEFORE, '{"detail":{"day":"2026-11-30"}}')).toBeUndefined();
});

test("a correction that is not JSON is told before it is sent, with the reason", () => {
  expect(faultOf(BEFORE, '{"detail":')).toMatch(/^This is not JSON: .+[^.]\.$/);
});

test("a message that was not JSON can be corrected", () => {
  expect(faultOf("nonsense", "{}")).toBeUndefined();
});
