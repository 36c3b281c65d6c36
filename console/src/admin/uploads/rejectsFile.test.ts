import { expect, test } from "vitest";
import { cellsOf, rejectedRows } from "./rejectsFile";

const FILE = [
  "Nr;Tag;Schritte;line;error;field;message",
  '382;16.11.2026;9.377;5;unknown-member;"Nr";"there is no member 382; did you mean 000382?"',
  '000402;20.11.2026;"268.418";8114;beyond-limit;"Schritte";"268418 is more than 200000"',
  '000219;31.11.2026;krank;640;bad-date;"Tag, Schritte";"Tag: no such day; Schritte: not a number"',
  "",
].join("\r\n");

test("each row has its cells, its line, and the cells at fault", () => {
  const rows = rejectedRows(FILE, 10);
  expect(rows).toHaveLength(3);
  expect(rows[0]).toEqual({
    line: 5,
    code: "unknown-member",
    cells: ["382", "16.11.2026", "9.377"],
    atFault: [true, false, false],
    message: "there is no member 382; did you mean 000382?",
  });
  expect(rows[1]?.cells).toEqual(["000402", "20.11.2026", "268.418"]);
  expect(rows[2]?.atFault).toEqual([false, true, true]);
});

test("the names of the columns stand in quotes if the file came from a workbook", () => {
  const file = '"id";"km";"line";"error";"field";"message"\n"7";8.214;3;too-many-decimals;"km";"has decimals"\n';
  expect(rejectedRows(file, 5)).toMatchObject([{ line: 3, code: "too-many-decimals", cells: ["7", "8.214"], atFault: [false, true] }]);
});

test("a row with a line break inside is one row", () => {
  const file = 'id,name,line,error,field,message\n1,"Ada\nLovelace",2,bad-name,"name","has a line break"\n';
  expect(rejectedRows(file, 10)[0]?.cells).toEqual(["1", "Ada\nLovelace"]);
});

test("a row that was cut off is left out", () => {
  expect(rejectedRows(FILE.slice(0, FILE.length - 40), 10)).toHaveLength(2);
});

test("a row with a quote that is never closed costs its own row alone", () => {
  const file = 'id,name,line,error,field,message\n1,6" tall,2,bad-quoting,"","a quote"\n2,"x,3,bad-quoting,"","a quote"\n3,ok,4,bad-name,"name","bad"\n';
  expect(rejectedRows(file, 10).map(({ line }) => line)).toEqual([2, 3, 4]);
});

test("what is no rejects file has no rows", () => {
  expect(rejectedRows("", 10)).toEqual([]);
  expect(rejectedRows("id,name\n1,Ada\n", 10)).toEqual([]);
});

test("no more rows are read than asked for", () => {
  expect(rejectedRows(FILE, 2)).toHaveLength(2);
});

test("a doubled quote inside a quoted cell is one quote", () => {
  expect(cellsOf('"say ""hi"", then go",2', ",")).toEqual(['say "hi", then go', "2"]);
});
