import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SearchField } from "./SearchField";
import { PAUSE_MILLIS } from "./usePaused";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

let searched: string[];

function List({ whole }: { readonly whole: boolean }) {
  const [value, setValue] = useState("");
  const search = (text: string): void => {
    searched.push(text);
    setValue(text);
  };
  return (
    <>
      <SearchField label="Name" value={value} search={search} whole={whole} />
      <button type="button" onClick={() => setValue("")}>
        Clear
      </button>
    </>
  );
}

function open(whole: boolean): HTMLInputElement {
  searched = [];
  render(<List whole={whole} />);
  return screen.getByLabelText("Name");
}

function pass(millis: number): void {
  act(() => {
    vi.advanceTimersByTime(millis);
  });
}

/// As fast as people type who know what they look for.
function type(field: HTMLInputElement, text: string): void {
  for (let letters = 1; letters <= text.length; letters += 1) {
    fireEvent.change(field, { target: { value: text.slice(0, letters) } });
    pass(PAUSE_MILLIS / 2);
  }
}

const pause = (): void => pass(PAUSE_MILLIS);

test("a name of six letters is looked for once, after a pause", () => {
  const field = open(false);
  type(field, "holuba");
  expect(searched).toEqual([]);
  pause();
  expect(searched).toEqual(["holuba"]);
});

test("Enter looks at once, and the pause after it does not look again", () => {
  const field = open(false);
  type(field, "holub");
  fireEvent.keyDown(field, { key: "Enter" });
  pause();
  expect(searched).toEqual(["holub"]);
});

test("a text that has to be whole waits for Enter", () => {
  const field = open(true);
  type(field, "petra@example.com");
  pause();
  pause();
  expect(searched).toEqual([]);
  fireEvent.keyDown(field, { key: "Enter" });
  expect(searched).toEqual(["petra@example.com"]);
});

test("who goes on to another field has not said that the text is whole, and loses nothing", () => {
  const field = open(true);
  type(field, "petra");
  fireEvent.blur(field);
  pause();
  expect(searched).toEqual([]);
  expect(field.value).toBe("petra");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(searched).toEqual(["petra"]);
});

test("what is whole is empty as well after the filters are cleared", () => {
  const field = open(true);
  type(field, "petra");
  fireEvent.keyDown(field, { key: "Enter" });
  fireEvent.click(screen.getByRole("button", { name: "Clear" }));
  expect(field.value).toBe("");
});

test("an emptied field shows all again at once", () => {
  const field = open(true);
  type(field, "petra");
  fireEvent.keyDown(field, { key: "Enter" });
  fireEvent.change(field, { target: { value: "" } });
  expect(searched).toEqual(["petra", ""]);
});

test("it is empty after the filters are cleared", () => {
  const field = open(false);
  type(field, "holub");
  pause();
  fireEvent.blur(field);
  fireEvent.click(screen.getByRole("button", { name: "Clear" }));
  pause();
  expect(field.value).toBe("");
  expect(searched).toEqual(["holub"]);
});
