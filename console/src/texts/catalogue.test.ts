import { readdirSync, readFileSync } from "node:fs";
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

type Sentence = (...values: unknown[]) => unknown;

/// Values of the kinds that texts have parts of: figures, words, lists of words, figures by name.
const SAMPLES = [2, "some", ["some", "others"], new Proxy({}, { get: () => 2 }), undefined];
const BROKEN = /undefined|NaN|\[object/;

function combinations(length: number): readonly (readonly unknown[])[] {
  return length === 0 ? [[]] : combinations(length - 1).flatMap((rest) => SAMPLES.map((sample) => [...rest, sample]));
}

function said(text: Sentence, values: readonly unknown[]): string | undefined {
  try {
    const answer = [text(...values)].flat().join(" ");
    return BROKEN.test(answer) ? undefined : answer;
  } catch {
    // It takes values of another kind.
    return undefined;
  }
}

/// Every text with its path; a text with parts says all that it says of the samples that fit it.
function texts(node: unknown, path = ""): [string, string][] {
  if (typeof node === "string") return [[path, node]];
  if (typeof node === "function") {
    const sentences = combinations(node.length).map((values) => said(node as Sentence, values));
    return [[path, [...new Set(sentences)].filter((each) => each !== undefined).join(" / ")]];
  }
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => texts(value, `${path}.${key}`));
}

test("every text says something, whatever parts it has", () => {
  const empty = texts(t).filter(([path, text]) => text.trim() === "" && !path.startsWith(".admin.drop.tables."));
  expect(empty).toEqual([]);
});

test("no text blames, apologises, or says please", () => {
  const wrong = texts(t).filter(([, text]) => /\b(invalid|oops|sorry|please|error)\b/i.test(text));
  expect(wrong).toEqual([]);
});

test("no text speaks of HTTP", () => {
  const wrong = texts(t).filter(([, text]) => /\b(HTTP|status code|(answered|status) [45]\d\d)\b/.test(text));
  expect(wrong).toEqual([]);
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "texts" ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.includes(".test.") && entry.name !== "schema.ts" ? [path] : [];
  });
}

/// As much of a path as the catalogue has: `.bytes.length` is all of `.bytes`.
function within(path: string): string {
  let node: unknown = t;
  let known = "";
  for (const key of path.split(".").slice(1)) {
    if (typeof node !== "object" || node === null || Array.isArray(node) || !(key in node)) break;
    node = (node as Record<string, unknown>)[key];
    known = `${known}.${key}`;
  }
  return known;
}

/// The paths that a source takes from the catalogue: `t.me.board`, and `texts.rank` where `texts` is
/// one of them. What is looked up (`texts.states[state]`) or handed on counts as all below it.
function taken(source: string): string[] {
  const names = new Map([["t", ""]]);
  const full = (chain: string): string | undefined => {
    const [root = "", ...keys] = chain.split(".");
    const path = names.get(root);
    return path === undefined ? undefined : [path, ...keys].join(".");
  };
  for (const [, name = "", chain = ""] of source.matchAll(/\bconst (\w+) = (\w+(?:\.\w+)+);/g)) {
    const path = full(chain);
    if (path !== undefined) names.set(name, path);
  }
  const withoutNames = source.replaceAll(/\bconst (\w+) = (\w+(?:\.\w+)+);/g, (all, name: string) => (names.has(name) ? "" : all));
  const roots = [...names.keys()].join("|");
  const chains = withoutNames.matchAll(new RegExp(`(?<![\\w.])(?:${roots})\\b(?:\\.\\w+)*`, "g"));
  return [...chains].map(([chain]) => within(full(chain) ?? "")).filter((path) => path !== "");
}

test("every text is shown somewhere", () => {
  const used = new Set(sources(join(import.meta.dirname, "..")).flatMap((file) => taken(readFileSync(file, "utf8"))));
  const isUsed = (path: string): boolean => path !== "" && (used.has(path) || isUsed(path.slice(0, path.lastIndexOf("."))));
  const unused = texts(t).map(([path]) => path).filter((path) => !isUsed(path));
  expect(used.size).toBeGreaterThan(300);
  expect(unused).toEqual([]);
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
