import { expect, test } from "vitest";
import { fits, linesOf, rowOf } from "./rowsFile";

// eslint-disable-next-line @typescript-eslint/require-await
async function* pieces(...texts: string[]): AsyncGenerator<string> {
  yield* texts;
}

async function lines(...texts: string[]): Promise<string[]> {
  const all: string[] = [];
  for await (const line of linesOf(pieces(...texts))) all.push(line);
  return all;
}

test("lines come whole, however the text is cut", async () => {
  expect(await lines("2,1,acc", "epted\n3,1,rej", "ected\n4,1,x")).toEqual(["2,1,accepted", "3,1,rejected", "4,1,x"]);
});

test("a quoted cell may have line breaks and quotes, also where the text is cut", async () => {
  expect(await lines('2,"a\nb"\n3,"say ""hi""', '\nagain"\n')).toEqual(['2,"a\nb"', '3,"say ""hi""\nagain"']);
});

test("carriage returns are no part of a line", async () => {
  expect(await lines("2,x\r\n3,y\r\n")).toEqual(["2,x", "3,y"]);
});

const COLUMNS = ["line", "fate", "reason", "member_id"];
const ROW = rowOf('4,rejected,"\'krank\' is no number, it seems",000161', COLUMNS);

test("a row has its cells by column", () => {
  expect(ROW).toEqual({ line: "4", fate: "rejected", reason: "'krank' is no number, it seems", member_id: "000161" });
});

test.each([
  [undefined, undefined, true],
  ["rejected", undefined, true],
  ["accepted", undefined, false],
  [undefined, "4", true],
  [undefined, "161", true],
  [undefined, "162", false],
  ["rejected", "162", false],
] as const)("fate %s and %s: %s", (fate, q, is) => {
  expect(fits(ROW, { fate, q })).toBe(is);
});
