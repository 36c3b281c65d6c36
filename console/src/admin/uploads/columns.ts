import type { FileKind } from "../../api/types";
import { t } from "../../texts";
import { COLUMN_WORDS, plain } from "./columnWords";

const texts = t.admin.columns;

/// Our fields of each kind of file, in the order in which a mapping names them.
const FIELDS = {
  activity: ["member_id", "date", "metric", "value", "recorded_at", "source"],
  members: ["member_id", "display_name", "team", "time_zone", "challenges"],
} as const satisfies Record<FileKind, readonly string[]>;

type Field = (typeof FIELDS)[FileKind][number];

/// What a column of a file is: one of our fields, the values of a metric, or empty if it is not used.
export type Use = Field | `metric:${string}` | "";

/// The fields to which a mapping can give one value for all rows.
const ONE_VALUE = { activity: ["member_id"], members: ["team", "time_zone", "challenges"] } as const satisfies Record<FileKind, readonly Field[]>;

export type OneValue = (typeof ONE_VALUE)[FileKind][number];

/// What somebody has said about the columns of a file.
export interface Assignment {
  readonly kind: FileKind;
  /// The names of the columns, in their order.
  readonly columns: readonly string[];
  /// What each column is, in the same order.
  readonly uses: readonly Use[];
  /// For each field that no column has, the value of all rows. An empty text means that no row has one.
  readonly values: Readonly<Record<OneValue, string>>;
  /// Parts of the mapping that say which sheet is read, and in which encoding.
  readonly reading: readonly string[];
}

/// A mapping, or what has to be done before there is one, in sentences.
export type Assigned = { readonly mapping: string; readonly faults?: undefined } | { readonly mapping?: undefined; readonly faults: readonly string[] };

/// The limits of the API, in characters.
const MAPPING_LENGTH_MAX = 4_096;
const TEAM_LENGTH_MAX = 100;
/// The greatest number that a mapping can write behind a name.
const NTH_MAX = 99;

/// Of which column of its name a column is, and of how many.
function nthOf(columns: readonly string[], index: number): readonly [nth: number, of: number] {
  const same = columns.flatMap((name, at) => (name === columns[index] ? [at] : []));
  return [same.indexOf(index) + 1, same.length];
}

/// A column as a mapping names it; undefined if a mapping cannot name it.
export function referenceOf(columns: readonly string[], index: number): string | undefined {
  const name = columns[index] ?? "";
  const [nth, of] = nthOf(columns, index);
  if (name.includes('"') || nth > NTH_MAX) return undefined;
  const written = /[;:=+|#']/.test(name) ? `"${name}"` : name;
  return name === "" || of > 1 ? `${written}#${nth}` : written;
}

/// A column as people call it, also if it has no name or shares it.
export function labelOf(columns: readonly string[], index: number): string {
  const name = columns[index] ?? "";
  const [nth, of] = nthOf(columns, index);
  if (name === "") return texts.nameless(index + 1);
  return of > 1 ? texts.repeated(name, nth) : name;
}

/// What a column can be, each with its words.
export function usesOf(kind: FileKind, metrics: readonly string[]): readonly (readonly [Use, string])[] {
  const ofMetrics = kind === "activity" ? metrics.map((metric) => metricUse(metric)) : [];
  const uses: readonly Use[] = [...FIELDS[kind], ...ofMetrics];
  return [["", texts.unused], ...uses.map((use) => [use, wordsOf(use)] as const)];
}

function metricUse(metric: string): Use {
  return `metric:${metric}`;
}

function isMetric(use: Use): boolean {
  return use.startsWith("metric:");
}

function wordsOf(use: Use): string {
  if (use === "") return texts.unused;
  if (use in texts.fields) return texts.fields[use as Field];
  const name = use.slice("metric:".length).replaceAll(/[_.-]+/g, " ");
  return texts.aDay(`${name.slice(0, 1).toUpperCase()}${name.slice(1)}`);
}

function inSentence(words: string): string {
  return `${words.slice(0, 1).toLowerCase()}${words.slice(1)}`;
}

/// What each name of a column stands for. Our own names come before those of metrics, and both before the table.
function wordsFor(kind: FileKind, metrics: readonly string[]): ReadonlyMap<string, Use> {
  const uses = usesOf(kind, metrics).flatMap(([use]) => (use === "" ? [] : [use]));
  const words = new Map<string, Use>();
  for (const use of uses) for (const name of COLUMN_WORDS[kind][use] ?? []) words.set(plain(name), use);
  for (const use of uses.toReversed()) words.set(plain(use.replace(/^metric:/, "")), use);
  return words;
}

/// What the columns seem to be, by their names. Nothing is used twice, and a file has either columns of metrics or one with
/// their names.
export function guess(kind: FileKind, columns: readonly string[], metrics: readonly string[]): readonly Use[] {
  const words = wordsFor(kind, metrics);
  const taken = new Set<Use>();
  const guesses = columns.map((name, index): Use => {
    const use = words.get(plain(name)) ?? "";
    if (taken.has(use) || referenceOf(columns, index) === undefined) return "";
    if (use !== "") taken.add(use);
    return use;
  });
  const isLong = taken.has("metric") && taken.has("value");
  const isWide = !isLong && guesses.some(isMetric);
  return guesses.map((use) => ((isLong && isMetric(use)) || (isWide && (use === "metric" || use === "value")) ? "" : use));
}

/// Whether the first line of the file seems to have values in place of names. Most of it must look like values: a single
/// year or number may be the name of a column.
export function isWithoutNames(columns: readonly string[]): boolean {
  const values = columns.filter((name) => /^[\d\s.,:/'+-]*\d[\d\s.,:/'+-]*$/.test(name));
  return values.length * 2 > columns.length;
}

/// The fields for which one value for all rows can be given, because no column has them.
export function oneValuesOf({ kind, uses }: Pick<Assignment, "kind" | "uses">): readonly OneValue[] {
  return ONE_VALUE[kind].filter((field) => !uses.includes(field));
}

/// The parts of a mapping that say which sheet is read, and in which encoding. The columns are those of this reading.
///
/// @param mapping one, or the name of a layout, which has no such parts
export function readingOf(mapping: string | undefined): readonly string[] {
  // An apostrophe after a hash separates thousands. Any other one is a quote, and a semicolon inside quotes ends no part.
  const parts = mapping?.match(/(?:#'|"[^"]*"|'[^']*'|[^;"'])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => /^(?:sheet|encoding)\s*=/i.test(part));
}

/// Why the columns cannot be remembered; undefined if they can. A value for all rows is of one file: kept in a layout, it
/// would give all days of a later file to one member, say.
export function keepFaultOf(assignment: Assignment): string | undefined {
  const given = oneValuesOf(assignment).filter((field) => assignment.values[field].trim() !== "");
  return given.length === 0 ? undefined : texts.ofThisFile(given.map((field) => inSentence(texts.fields[field])));
}

/// The mapping that reads a file as it was said.
export function mappingOf(assignment: Assignment): Assigned {
  const faults = faultsOf(assignment);
  if (faults.length > 0) return { faults };
  const mapping = partsOf(assignment).join("; ");
  return mapping.length > MAPPING_LENGTH_MAX ? { faults: [texts.tooLong] } : { mapping };
}

function partsOf(assignment: Assignment): readonly string[] {
  const { kind, columns, uses, values, reading } = assignment;
  const columnOf = (use: Use): string => `${use}=${referenceOf(columns, uses.indexOf(use)) ?? ""}`;
  const oneValues = oneValuesOf(assignment);
  const fields = FIELDS[kind].flatMap((field) => {
    if (uses.includes(field)) return [columnOf(field)];
    const one = oneValues.find((each) => each === field);
    if (one !== undefined) return [`${one}='${values[one].trim()}'`];
    // A column of this name would be taken for the source, though it is not to be used. This is what a file says without one.
    return field === "source" && has(columns, field) ? ["source='file'"] : [];
  });
  return [...reading, ...fields, ...uses.filter(isMetric).map(columnOf)];
}

/// Whether the file has a column of our own name, which is read if the mapping names no other one.
function has(columns: readonly string[], field: Field): boolean {
  return columns.some((name) => name.toLowerCase() === field);
}

function faultsOf(assignment: Assignment): readonly string[] {
  const { kind, columns, uses, values } = assignment;
  const missing = missingOf(assignment);
  const twice = [...new Set(uses.filter((use, index) => use !== "" && uses.indexOf(use) !== index))];
  const unnamed = uses.flatMap((use, index) => (use !== "" && referenceOf(columns, index) === undefined ? [labelOf(columns, index)] : []));
  const isMixed = uses.some(isMetric) && (uses.includes("metric") || uses.includes("value"));
  const oneValues = oneValuesOf(assignment);
  return [
    ...(missing.length === 0 ? [] : [texts.missing(missing.map(inSentence))]),
    ...twice.map((use) => texts.twice(inSentence(wordsOf(use)))),
    ...(isMixed ? [texts.mixed] : []),
    ...unnamed.map((name) => texts.unnamed(name)),
    ...(kind === "activity" && !uses.includes("recorded_at") && has(columns, "recorded_at") ? [texts.alwaysRead("recorded_at", inSentence(texts.fields.recorded_at))] : []),
    ...oneValues.filter((field) => values[field].includes("'")).map((field) => texts.apostrophe(inSentence(texts.fields[field]))),
    ...(oneValues.includes("team") && values.team.trim().length > TEAM_LENGTH_MAX ? [texts.longTeam(TEAM_LENGTH_MAX)] : []),
  ];
}

/// What every file must have, and this one has not yet.
function missingOf(assignment: Assignment): readonly string[] {
  const { kind, uses, values } = assignment;
  const lacks = (field: Field): boolean => !uses.includes(field);
  const names = (...fields: readonly Field[]): readonly string[] => fields.filter(lacks).map((field) => texts.fields[field]);
  if (kind === "members") return names("member_id", "display_name");
  const member = values.member_id.trim() === "" ? names("member_id") : [];
  if (uses.some(isMetric)) return [...member, ...names("date")];
  const isEmpty = lacks("metric") && lacks("value");
  return [...member, ...names("date"), ...(isEmpty ? [texts.values] : names("metric", "value"))];
}

/// A name of the tenant's own layouts.
const NAME = /^[a-z][a-z0-9-]{0,31}$/;

/// What is wrong with the name under which columns are to be remembered.
///
/// @param taken names that there are; none while they are not known
export function nameFaultOf(name: string, taken: readonly string[] | undefined): string | undefined {
  if (name === "") return texts.nameMissing;
  if (!NAME.test(name)) return texts.nameForm;
  if (taken === undefined) return texts.namesUnknown;
  return taken.includes(name) ? texts.nameTaken(name) : undefined;
}
