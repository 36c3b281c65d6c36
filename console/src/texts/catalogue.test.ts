import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { t } from "./index";
import { count, listed, sentence } from "./words";

function codesOf(file: string, from: RegExp, to: RegExp): string[] {
  const text = readFileSync(join(import.meta.dirname, "../../../docs", file), "utf8");
  const begin = text.search(from);
  const end = text.slice(begin).search(to);
  const rows = text.slice(begin, begin + end).split("\n");
  return rows.flatMap((row) => {
    const [, first = ""] = row.split("|");
    return [...first.matchAll(/`([a-z-]+)`/g)].map(([, code = ""]) => code);
  });
}

test("every problem of the API has its words, and no other code has", () => {
  const codes = codesOf("api-problems.md", /^## Codes of the API$/m, /^The gateway checks/m);
  expect(codes.length).toBeGreaterThan(30);
  expect(Object.keys(t.problems).sort()).toEqual(codes.sort());
});

test("every reason for which a row or a file is rejected has its words, and no other code has", () => {
  const codes = [
    ...codesOf("files.md", /^\| a row's code/m, /\n\n/),
    ...codesOf("files.md", /^\| a file's code/m, /\n\n|$(?![\s\S])/),
  ];
  expect(codes.length).toBeGreaterThan(30);
  expect(Object.keys(t.rejects).sort()).toEqual(codes.sort());
});

function texts(node: unknown, path = ""): [string, string][] {
  if (typeof node === "string") return [[path, node]];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => texts(value, `${path}.${key}`));
}

test("no text blames, apologises, or says please", () => {
  const wrong = texts(t).filter(([, text]) => /\b(invalid|oops|sorry|please|error)\b/i.test(text));
  expect(wrong).toEqual([]);
});

test("what the API says is shown as sentences", () => {
  expect(sentence("'krank' is not a number")).toBe("'krank' is not a number.");
  expect(sentence("the file is empty")).toBe("The file is empty.");
  expect(sentence("Is it meant?")).toBe("Is it meant?");
  expect(sentence(" ")).toBe("");
});

test("plurals and lists are written out", () => {
  expect(count(1, "row")).toBe("1 row");
  expect(count(24_612, "row")).toBe("24,612 rows");
  expect(count(2, "row is", "rows are")).toBe("2 rows are");
  expect(listed(["steps", "floors", "workouts"])).toBe("steps, floors and workouts");
  expect(listed(["steps"])).toBe("steps");
});
