import { expect, test } from "vitest";
import type { UploadCheck, UploadReport } from "../../api/types";
import { fateWords } from "../../ui/Fates";
import { fatesOf } from "./calls";
import { fatesAhead } from "./Check";
import { faultOf, SIZE_BYTES_MAX } from "./sending";

const REPORT: UploadReport = {
  received: 24_612,
  accepted: 23_924,
  unchanged: 412,
  superseded: 48,
  rejected: 228,
  not_counting: 0,
  not_enrolled: 0,
  not_kept: 0,
  rejected_by_code: {},
};

const NOTHING = { rewards: 0, members: 0, points: 0 };

function check(effect: Partial<UploadCheck["effect"]>): UploadCheck {
  return {
    checked_at: "2026-11-26T22:14:00Z",
    apply_until: "2026-12-03T22:14:00Z",
    rows: [],
    rewards: { members_judged: 596, exact: true, granted: NOTHING, reversed: NOTHING, losing: [] },
    boards: [],
    effect: { members: 596, members_compared: 596, exact: true, added: 22_904, changed: 1_020, unchanged: 412, superseded: 48, ...effect },
  };
}

test("the fates of a report add up to the rows received", () => {
  const parts = fatesOf(REPORT);
  expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(REPORT.received);
  expect(fateWords(parts)).toBe("23,924 stored, 412 already there, 48 replaced by a later one, 228 rejected");
});

test("the fates ahead add up to the rows received, also when only some members were compared", () => {
  for (const exact of [true, false]) {
    const parts = fatesAhead(check({ exact }), 24_612, 228);
    expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(24_612);
  }
});

test("what cannot be a file of rows is told before it is sent", () => {
  expect(faultOf({ name: "Schritte.XLS", size: 10 })).toBe("old-excel");
  expect(faultOf({ name: "export.zip", size: 10 })).toBe("zip");
  expect(faultOf({ name: "steps.csv", size: 0 })).toBe("empty");
  expect(faultOf({ name: "steps.csv", size: SIZE_BYTES_MAX + 1 })).toBe("too-large");
  expect(faultOf({ name: "steps.csv", size: SIZE_BYTES_MAX })).toBeUndefined();
});
