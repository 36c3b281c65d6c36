import { expect, test } from "vitest";
import type { RevertCheck } from "../../api/types";
import { t } from "../../texts";
import { revertSum } from "./revertSum";

const NOTHING = { days_emptied: 0, days_changed: 0, days_unchanged: 0, months_gone: 0, removed: 0, restored: 0, stayed: 0, members: 0 };

function part(index: number, counts: Partial<RevertCheck>): RevertCheck {
  return { ...NOTHING, part: index, parts: 2, ...counts };
}

const FIRST = part(0, { members: 3, removed: 400, restored: 300, days_emptied: 100, days_changed: 300, next: "1" });
const LAST = part(1, { members: 2, removed: 200, restored: 200, days_changed: 188, days_unchanged: 12, stayed: 12 });

test("the parts add up, and the last one makes it whole", () => {
  expect(revertSum([FIRST])).toMatchObject({ parts: 2, complete: false, removed: 400 });
  expect(revertSum([FIRST, LAST])).toMatchObject({ complete: true, members: 5, removed: 600, restored: 500, stayed: 12 });
});

test("says what would go, what would stand again, and what stays", () => {
  const sum = revertSum([FIRST, LAST]);
  expect(t.admin.reverting.effect(sum)).toBe("This removes 600 values, and in 500 of these places an earlier value stands again.");
  expect(t.admin.reverting.details(sum)).toEqual([
    "Something changes for 5 members.",
    "100 days would have no value any more.",
    "488 days would fall back to an older value, or to another source.",
    "12 days keep their value, because something else counts.",
    "12 values of this file were replaced by a later one, which stays.",
  ]);
});

test("says that nothing would change, without a list of zeros", () => {
  const sum = revertSum([part(0, { parts: 1, stayed: 1 })]);
  expect(t.admin.reverting.effect(sum)).toBe("No value of this file stands any more, so nothing would change.");
  expect(t.admin.reverting.details(sum)).toEqual(["1 value of this file was replaced by a later one, which stays."]);
});
