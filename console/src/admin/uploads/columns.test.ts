import { expect, test } from "vitest";
import type { FileKind } from "../../api/types";
import { COLUMN_WORDS, plain } from "./columnWords";
import { type Assignment, guess, isWithoutNames, keepFaultOf, labelOf, mappingOf, nameFaultOf, oneValuesOf, readingOf, referenceOf, type Use, usesOf } from "./columns";

const METRICS = ["steps", "distance_km", "sleep_hours"];
const NO_VALUES = { member_id: "", team: "", time_zone: "", challenges: "" };

/// Each column with what it is.
function assigned(kind: FileKind, columns: readonly (readonly [string, Use])[], values: Partial<Assignment["values"]> = {}): Assignment {
  return { kind, columns: columns.map(([name]) => name), uses: columns.map(([, use]) => use), values: { ...NO_VALUES, ...values }, reading: [] };
}

test("a wide file has a column for each metric", () => {
  const file = assigned("activity", [
    ["Personalnummer", "member_id"],
    ["Datum", "date"],
    ["Abteilung", ""],
    ["Kilometer", "metric:distance_km"],
    ["Schritte", "metric:steps"],
  ]);
  expect(mappingOf(file)).toEqual({ mapping: "member_id=Personalnummer; date=Datum; metric:distance_km=Kilometer; metric:steps=Schritte" });
});

test("a long file has a column with the metric's name, and one with its value", () => {
  const file = assigned("activity", [
    ["Nr", "member_id"],
    ["Wert", "value"],
    ["Was", "metric"],
    ["Tag", "date"],
    ["Uhr", "source"],
    ["Erfasst", "recorded_at"],
  ]);
  expect(mappingOf(file)).toEqual({ mapping: "member_id=Nr; date=Tag; metric=Was; value=Wert; recorded_at=Erfasst; source=Uhr" });
});

test("a file of one person has no column for the member", () => {
  const file = assigned("activity", [["Date", "date"], ["Steps", "metric:steps"]], { member_id: " 000382 " });
  expect(oneValuesOf(file)).toEqual(["member_id"]);
  expect(mappingOf(file)).toEqual({ mapping: "member_id='000382'; date=Date; metric:steps=Steps" });
});

test("what no column of members has is the same for all rows", () => {
  const file = assigned("members", [["Personalnummer", "member_id"], ["Name", "display_name"], ["Abteilung", "team"]], { team: "is not asked for", time_zone: "Europe/Berlin", challenges: "warm-up" });
  expect(oneValuesOf(file)).toEqual(["time_zone", "challenges"]);
  expect(mappingOf(file)).toEqual({ mapping: "member_id=Personalnummer; display_name=Name; team=Abteilung; time_zone='Europe/Berlin'; challenges='warm-up'" });
});

test("members may have no team, no challenge, and the time zone of the settings", () => {
  const file = assigned("members", [["Nr", "member_id"], ["Name", "display_name"]]);
  expect(mappingOf(file)).toEqual({ mapping: "member_id=Nr; display_name=Name; team=''; time_zone=''; challenges=''" });
});

test("a layout has no value for all rows of one file", () => {
  const days = (values: Partial<Assignment["values"]>): Assignment => assigned("activity", [["Date", "date"], ["Steps", "metric:steps"]], values);
  expect(keepFaultOf(days({ member_id: "000382" }))).toBe("A value for all rows holds for this file only: member's id. Leave it empty to remember the columns.");
  const people = [["Nr", "member_id"], ["Name", "display_name"], ["Abteilung", "team"]] as const;
  expect(keepFaultOf(assigned("members", people))).toBeUndefined();
  expect(keepFaultOf(assigned("members", people, { team: "is not asked for" }))).toBeUndefined();
  expect(keepFaultOf(assigned("members", people, { time_zone: "Europe/Berlin", challenges: "warm-up" }))).toMatch(/: time zone and challenges\./);
});

test("the sheet and the encoding of the file stay as they were said", () => {
  const file = assigned("activity", [["Nr", "member_id"], ["Tag", "date"], ["Schritte", "metric:steps"]]);
  const reading = readingOf(" sheet=April; member_id=\"a; encoding=x\"; Encoding = windows-1250; metric:steps=Schritte:#'##0; source='a; sheet=2'");
  expect(reading).toEqual(["sheet=April", "Encoding = windows-1250"]);
  expect(mappingOf({ ...file, reading: ["sheet='Mai; Juni'", "encoding=utf-8"] }).mapping).toBe(
    "sheet='Mai; Juni'; encoding=utf-8; member_id=Nr; date=Tag; metric:steps=Schritte",
  );
  expect(readingOf("garmin")).toEqual([]);
  expect(readingOf(undefined)).toEqual([]);
});

test.each([
  ["Schritte; gesamt", '"Schritte; gesamt"'],
  ["Zeit: Start", '"Zeit: Start"'],
  ["a=b", '"a=b"'],
  ["hin+her", '"hin+her"'],
  ["km|mi", '"km|mi"'],
  ["Nr#1", '"Nr#1"'],
  ["Driver's id", '"Driver\'s id"'],
  ["Strecke (km) / Tag", "Strecke (km) / Tag"],
])("the name %s is written %s", (name, written) => {
  expect(referenceOf(["x", name], 1)).toBe(written);
});

test("of columns that share a name, or have none, each is written with its number", () => {
  const columns = ["", "Wert", "wert", "", "Wert", "a;b", "a;b"];
  expect(columns.map((_, index) => referenceOf(columns, index))).toEqual(["#1", "Wert#1", "wert", "#2", "Wert#2", '"a;b"#1', '"a;b"#2']);
  expect(columns.map((_, index) => labelOf(columns, index))).toEqual([
    "Column 1, without a name",
    "Wert (1)",
    "wert",
    "Column 4, without a name",
    "Wert (2)",
    "a;b (1)",
    "a;b (2)",
  ]);
});

test("a column whose name a mapping cannot write is not used", () => {
  const file = assigned("activity", [["Nr", "member_id"], ["Tag", "date"], ['Weg in "km"', "metric:distance_km"]]);
  expect(mappingOf(file)).toEqual({ faults: ['The column Weg in "km" cannot be used. Rename it in the file.'] });
  const many = Array.from({ length: 101 }, () => "");
  expect(referenceOf(many, 98)).toBe("#99");
  expect(referenceOf(many, 99)).toBeUndefined();
});

test("what is missing is said, each field by its name", () => {
  const faults = (file: Assignment): readonly string[] | undefined => mappingOf(file).faults;
  expect(faults(assigned("activity", [["x", ""]]))).toEqual(["Still missing: member's id, day and a metric, such as steps a day."]);
  expect(faults(assigned("activity", [["x", "date"], ["y", "metric"]], { member_id: "ann" }))).toEqual(["Still missing: value."]);
  expect(faults(assigned("activity", [["x", "date"], ["y", "value"]], { member_id: "ann" }))).toEqual(["Still missing: name of the metric."]);
  expect(faults(assigned("activity", [["x", "member_id"], ["y", "metric:steps"]]))).toEqual(["Still missing: day."]);
  expect(faults(assigned("members", [["x", ""]]))).toEqual(["Still missing: member's id and name."]);
});

test("nothing is chosen twice, and no file is both wide and long", () => {
  const twice = assigned("activity", [["a", "member_id"], ["b", "date"], ["c", "date"], ["d", "metric:steps"], ["e", "metric:steps"]]);
  expect(mappingOf(twice).faults).toEqual(["Several columns are chosen as day. Choose one.", "Several columns are chosen as steps a day. Choose one."]);
  const mixed = assigned("activity", [["a", "member_id"], ["b", "date"], ["c", "value"], ["d", "metric:steps"]]);
  expect(mappingOf(mixed).faults).toEqual(["The file has a column for each metric, or a column with its name and one with the value. Choose one of the two."]);
});

test("a column of our own name that is not to be used is not read in secret", () => {
  const start = [["Nr", "member_id"], ["Tag", "date"], ["Schritte", "metric:steps"]] as const;
  expect(mappingOf(assigned("activity", [...start, ["Source", ""]]))).toEqual({ mapping: "member_id=Nr; date=Tag; source='file'; metric:steps=Schritte" });
  expect(mappingOf(assigned("activity", [...start, ["recorded_at", ""]])).faults).toEqual([
    "A column recorded_at is always read as time of recording. Choose that, or rename the column in the file.",
  ]);
  expect(mappingOf(assigned("activity", [...start, ["recorded_at", "recorded_at"]])).faults).toBeUndefined();
});

test("a value for all rows that cannot be written is said", () => {
  const days = [["Date", "date"], ["Steps", "metric:steps"]] as const;
  expect(mappingOf(assigned("activity", days, { member_id: "o'neil" })).faults).toEqual(["A value for all rows cannot have an apostrophe: member's id. Add a column to the file."]);
  const people = [["Nr", "member_id"], ["Name", "display_name"]] as const;
  expect(mappingOf(assigned("members", people, { team: "x".repeat(100) })).faults).toBeUndefined();
  expect(mappingOf(assigned("members", people, { team: "x".repeat(101) })).faults).toEqual(["A team's name has up to 100 characters."]);
});

test("a mapping has up to 4,096 characters", () => {
  const file = (length: number): Assignment => assigned("activity", [["N".repeat(length), "member_id"], ["D", "date"], ["S", "metric:steps"]]);
  const others = "member_id=; date=D; metric:steps=S".length;
  expect(mappingOf(file(4_096 - others)).mapping).toHaveLength(4_096);
  expect(mappingOf(file(4_097 - others)).faults).toEqual(["These are more columns than a layout can name. Use fewer."]);
});

test.each<[FileKind, readonly string[], readonly Use[]]>([
  ["activity", ["Personalnummer", "Datum", "Kilometer"], ["member_id", "date", "metric:distance_km"]],
  ["activity", ["Mitarbeiter-ID", "TAG", "Schritte"], ["member_id", "date", "metric:steps"]],
  ["activity", ["Employee ID", "date", "Steps", "Notes"], ["member_id", "date", "metric:steps", ""]],
  ["activity", ["Personalnr.", "Datum", "Messgröße", "Wert", "Gerät"], ["member_id", "date", "metric", "value", "source"]],
  ["members", ["Personalnummer", "Name", "Abteilung"], ["member_id", "display_name", "team"]],
  ["members", ["employee_id", "Full name", "Department", "Zeitzone"], ["member_id", "display_name", "team", "time_zone"]],
])("of %s, %j are guessed to be %j", (kind, columns, uses) => {
  expect(guess(kind, columns, METRICS)).toEqual(uses);
});

test("a guess is cautious", () => {
  // The first one of two; no metric that the tenant does not have; either wide or long; nothing that cannot be written.
  expect(guess("activity", ["Datum", "Date", "Stockwerke"], METRICS)).toEqual(["date", "", ""]);
  expect(guess("activity", ["Metrik", "Wert", "Schritte"], METRICS)).toEqual(["metric", "value", ""]);
  expect(guess("activity", ["Wert", "Schritte"], METRICS)).toEqual(["", "metric:steps"]);
  expect(guess("activity", ["", "Nr"], METRICS)).toEqual(["", ""]);
  expect(guess("activity", ["Sleep hours", "distance_km"], METRICS)).toEqual(["metric:sleep_hours", "metric:distance_km"]);
  expect(guess("activity", ["My own"], ["my_own"])).toEqual(["metric:my_own"]);
});

test("each word of the table stands for one thing, and is not ours for another", () => {
  for (const kind of ["activity", "members"] as const) {
    const table = Object.entries(COLUMN_WORDS[kind]);
    const words = table.flatMap(([, names]) => names.map(plain));
    expect(words.filter((word, index) => word === "" || words.indexOf(word) !== index)).toEqual([]);
    const ours = new Map(usesOf(kind, METRICS).map(([use]) => [plain(use.replace("metric:", "")), use]));
    expect(table.flatMap(([use, names]) => names.filter((name) => (ours.get(plain(name)) ?? use) !== use))).toEqual([]);
    const metrics = table.flatMap(([use]) => (use.startsWith("metric:") ? [use.replace("metric:", "")] : []));
    for (const [use, names] of table) for (const name of names) expect([name, guess(kind, [name], metrics)]).toEqual([name, [use]]);
  }
});

test("a select offers our fields, and each metric of the tenant", () => {
  const words = (kind: FileKind): readonly string[] => usesOf(kind, METRICS).map(([, word]) => word);
  expect(words("activity")).toEqual(["Not used", "Member's id", "Day", "Name of the metric", "Value", "Time of recording", "Source", "Steps a day", "Distance km a day", "Sleep hours a day"]);
  expect(words("members")).toEqual(["Not used", "Member's id", "Name", "Team", "Time zone", "Challenges"]);
});

test("a first line of values is noticed", () => {
  expect(isWithoutNames(["000158", "15.11.2026", "krank"])).toBe(true);
  expect(isWithoutNames(["Personalnummer", "Datum", "Kilometer 2", ""])).toBe(false);
  expect(isWithoutNames(["Personalnummer", "Datum", "2025", "2026"])).toBe(false);
});

test("a layout's name is free and well formed", () => {
  expect(nameFaultOf("hr-monthly", ["garmin"])).toBeUndefined();
  expect(nameFaultOf("", [])).toBe("Give the layout a name, or do not remember the columns.");
  expect(nameFaultOf("HR", [])).toMatch(/^A layout's name has/);
  expect(nameFaultOf("a".repeat(33), [])).toMatch(/^A layout's name has/);
  expect(nameFaultOf("garmin", ["garmin"])).toBe("There is a layout garmin already. Choose another name.");
  expect(nameFaultOf("garmin", undefined)).toMatch(/are not loaded yet/);
});
