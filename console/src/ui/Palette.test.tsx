import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pass, Service, show } from "../testing/show";
import { type Find, Palette } from "./Palette";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function look(find: Find): Promise<void> {
  new Service(() => undefined);
  const nothing = (): void => undefined;
  const view = () => <Palette items={[]} find={find} close={nothing} help={nothing} />;
  await show({ route: "/admin", view, at: "/admin", who: { tenant: "acme", role: "admin", subject: "petra", name: "Petra" } });
  fireEvent.change(screen.getByRole("combobox"), { target: { value: "zebra" } });
}

test("that nothing is found is said when it is known", async () => {
  await look(() => new Promise((resolve) => setTimeout(() => resolve([]), 5_000)));
  expect(screen.getByText("Searching…")).toBeDefined();
  await pass(2_000);
  expect(screen.getByText("Searching…")).toBeDefined();
  await pass(10_000);
  expect(screen.getByText("Nothing found.")).toBeDefined();
});

test("a search that fails has not found nothing", async () => {
  await look(() => Promise.reject(new Error("It broke.")));
  await pass(30_000);
  expect(screen.getByText(/^The search failed\./)).toBeDefined();
});
