import { expect, test } from "vitest";
import type { Upload } from "../../api/types";
import { staysComplete } from "./NewUpload";

const UPLOAD = { leavers: true } as Upload;

test("rejects of a complete file have only some of its members", () => {
  expect(staysComplete(UPLOAD)).toBe(false);
  expect(staysComplete({ ...UPLOAD, refused: { code: "too-many-rejects", reason: "" } })).toBe(false);
});

test("a complete file that was refused because a row names nobody is sent again as a whole", () => {
  const refused = { code: "unknown-leavers", reason: "" };
  expect(staysComplete({ ...UPLOAD, refused })).toBe(true);
  expect(staysComplete({ ...UPLOAD, leavers: false, refused })).toBe(false);
});
