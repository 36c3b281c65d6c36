import { expect, test } from "vitest";
import type { Upload, UploadReport } from "../../api/types";
import { staysComplete } from "./NewUpload";

function complete(counts: Pick<UploadReport, "received" | "rejected">, refused?: string): Upload {
  const upload = { leavers: true, report: counts } as Upload;
  return refused === undefined ? upload : { ...upload, refused: { code: refused, reason: "" } };
}

test("rejects of a complete file have only some of its members", () => {
  expect(staysComplete(complete({ received: 10, rejected: 1 }))).toBe(false);
  expect(staysComplete({ leavers: true } as Upload)).toBe(false);
  expect(staysComplete(complete({ received: 0, rejected: 0 }, "no-header"))).toBe(false);
});

test.each(["unknown-leavers", "too-many-rejected"])("a complete file that was refused for %s is sent again as a whole", (code) => {
  const upload = complete({ received: 10, rejected: 10 }, code);
  expect(staysComplete(upload)).toBe(true);
  expect(staysComplete({ ...upload, leavers: false })).toBe(false);
});
