import { afterEach, expect, test } from "vitest";
import { isTaken, letSingleKeysAct, moveToFilter, moveToItem, singleKeysAct } from "./shortcuts";
import { fits } from "./Palette";

afterEach(() => {
  document.body.innerHTML = "";
  letSingleKeysAct(true);
});

function pressedAt(selector: string, init: KeyboardEventInit = {}): boolean {
  let taken = false;
  const listen = (event: KeyboardEvent): void => {
    taken = isTaken(event);
  };
  addEventListener("keydown", listen, { once: true });
  document.querySelector(selector)?.dispatchEvent(new KeyboardEvent("keydown", { key: "g", bubbles: true, ...init }));
  return taken;
}

test("a key belongs to the field or the dialog that has the focus, and to the browser with Ctrl", () => {
  document.body.innerHTML = "<main><h1>Uploads</h1><input><textarea></textarea><select></select></main><dialog><button></button></dialog>";
  expect(pressedAt("h1")).toBe(false);
  for (const field of ["input", "textarea", "select", "dialog button"]) expect(pressedAt(field)).toBe(true);
  expect(pressedAt("h1", { ctrlKey: true })).toBe(true);
  expect(pressedAt("h1", { altKey: true })).toBe(true);
});

test("single keys act until they are turned off", () => {
  expect(singleKeysAct()).toBe(true);
  letSingleKeysAct(false);
  expect(singleKeysAct()).toBe(false);
});

test("the focus moves from item to item, and stays at the ends", () => {
  document.body.innerHTML = '<main><a class="title-link" href="#a">a</a><a class="title-link" href="#b">b</a></main>';
  const at = (): string | null | undefined => document.activeElement?.textContent;
  moveToItem(1);
  expect(at()).toBe("a");
  moveToItem(1);
  moveToItem(1);
  expect(at()).toBe("b");
  moveToItem(-1);
  moveToItem(-1);
  expect(at()).toBe("a");
});

test("the first filter takes the focus; a view without one keeps it", () => {
  document.body.innerHTML = '<main><div class="filters"><select></select><input></div></main>';
  moveToFilter();
  expect(document.activeElement?.tagName).toBe("SELECT");
  document.body.innerHTML = "<main></main>";
  moveToFilter();
  expect(document.activeElement).toBe(document.body);
});

test.each([
  ["Winter Warm-up", "win", true],
  ["Winter Warm-up", "warm wi", true],
  ["Winter Warm-up", "arm", false],
  ["Jürgen Weiß", "weiß", true],
  ["Uploads", "", true],
  ["steps-2026.csv", "steps-2026.csv", true],
  ["Winter Warm-up winter-warm-up", "winter-warm", true],
])("%s fits %j: %s", (label, text, is) => {
  expect(fits(label, text)).toBe(is);
});
