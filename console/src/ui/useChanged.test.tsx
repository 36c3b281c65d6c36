import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BoardTable } from "./BoardTable";
import { MARKED_MILLIS } from "./useChanged";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const rowsOf = (...scores: readonly (readonly [string, number])[]) => scores.map(([member, score], index) => ({ rank: index + 1, member, name: member, score, days: 1 }));

const table = (rows: ReturnType<typeof rowsOf>) => <BoardTable title="Board" rows={rows} mine="ada" />;

const marked = (): string[] => [...document.querySelectorAll("tr.changed")].map((row) => row.querySelectorAll("td")[1]?.textContent.replace(/ (You)?$/, "") ?? "");

function pass(millis: number): void {
  act(() => {
    vi.advanceTimersByTime(millis);
  });
}

test("a row is marked for two seconds when its score has changed, also the own one", () => {
  const { rerender } = render(table(rowsOf(["bo", 300], ["ada", 200], ["cem", 100])));
  expect(marked()).toEqual([]);
  rerender(table(rowsOf(["ada", 400], ["bo", 300], ["cem", 100])));
  expect(marked()).toEqual(["ada"]);
  expect(document.querySelector("tr.changed .icon")).not.toBeNull();
  pass(MARKED_MILLIS - 1);
  expect(marked()).toEqual(["ada"]);
  pass(1);
  expect(marked()).toEqual([]);
  expect(document.querySelector("tr .icon")).toBeNull();
});

test("an answer that changes no score leaves the mark of the one before for its time", () => {
  const { rerender } = render(table(rowsOf(["bo", 300], ["ada", 200])));
  rerender(table(rowsOf(["bo", 310], ["ada", 200])));
  pass(MARKED_MILLIS / 2);
  rerender(table(rowsOf(["bo", 310], ["ada", 200])));
  expect(marked()).toEqual(["bo"]);
  pass(MARKED_MILLIS / 2);
  expect(marked()).toEqual([]);
});

test("the rows of another page are not marked", () => {
  const { rerender } = render(table(rowsOf(["bo", 300], ["ada", 200])));
  rerender(table(rowsOf(["cem", 100], ["dana", 90])));
  expect(marked()).toEqual([]);
  expect(screen.getByText("dana")).toBeDefined();
});
