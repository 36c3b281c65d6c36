import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ActivityDay } from "../api/types";
import { type Asked, pass, Service, show } from "../testing/show";
import { Days } from "./Days";

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime("2026-11-28T12:00:00Z");
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const RECORDED = "2026-11-27T20:00:00Z";
const WATCH = { source: "garmin", value: 7_880, recorded_at: RECORDED, counts: false };
const OWN = { source: "manual", value: 82_140, recorded_at: RECORDED, counts: true };
const SETTINGS = { metrics: [{ id: "steps", unit: "steps", daily_max: 100_000, decimals: 0 }], own_entries: true, time_zone: "Europe/Berlin" };

function open(own_entries: boolean, stored: readonly ActivityDay[], daysAnswer: () => boolean = () => true) {
  let days = stored;
  const service = new Service(({ method, path, body }: Asked) => {
    if (path === "/settings") return { body: { ...SETTINGS, own_entries } };
    if (path === "/challenges") return { body: { challenges: [] } };
    if (path === "/members/ada/days" && !daysAnswer()) return new Promise<never>(() => undefined);
    if (path === "/members/ada/days") return { body: { member: "ada", time_zone: "Europe/Berlin", from: "2026-11-01", to: "2026-11-30", days } };
    if (method !== "POST" || path !== "/members/ada/activity") return undefined;
    const { entries } = JSON.parse(body) as { entries: { date: string; metric: string; value?: number }[] };
    const [entry] = entries;
    if (entry?.value !== undefined) {
      return { body: { member: "ada", as_of: RECORDED, note: "", entries: [{ ...entry, recorded_at: RECORDED, source: "manual", outcome: "accepted", counts: true, day: { value: entry.value, sources: ["manual"], why: "highest" } }], progress: [] } };
    }
    days = [{ date: "2026-11-27", metric: "steps", counting: { value: 7_880, sources: ["garmin"], why: "highest" }, sources: [{ ...WATCH, counts: true }, { source: "manual", recorded_at: RECORDED, counts: false }] }];
    const statement = { ...entry, recorded_at: RECORDED, source: "manual", outcome: "accepted", counts: false, day: days[0]?.counting };
    return { body: { member: "ada", as_of: RECORDED, note: "", entries: [statement], progress: [] } };
  });
  return { service, shown: show({ route: "/me/days", view: Days, at: "/me/days", who: { tenant: "acme", role: "member", subject: "ada", name: "Ada" } }) };
}

const DAY: ActivityDay = { date: "2026-11-27", metric: "steps", counting: { value: 82_140, sources: ["manual"], why: "highest" }, sources: [WATCH, OWN] };

describe("an own value", () => {
  test("is withdrawn when the member confirms it, and what counts now is told", async () => {
    const { service, shown } = open(true, [DAY]);
    await shown;
    fireEvent.click(screen.getByRole("button", { name: "Withdraw 82,140 steps for Fri 27 Nov" }));
    const dialog = screen.getByRole("dialog", { name: "Withdraw 82,140 steps for Fri 27 Nov?" });
    expect(service.count(({ method }) => method === "POST")).toBe(0);
    fireEvent.click(within(dialog).getByRole("button", { name: "Withdraw it" }));
    await pass(50);
    const [sent] = service.asked.filter(({ method }) => method === "POST");
    expect(JSON.parse(sent?.body ?? "")).toEqual({ entries: [{ date: "2026-11-27", metric: "steps", withdraw: true }] });
    expect(screen.getByText("Fri 27 Nov, steps: your value is withdrawn. The day has 7,880 now.")).toBeDefined();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.queryByRole("button", { name: /^Withdraw/ })).toBeNull();
  });

  test("stays if the member keeps it", async () => {
    const { service, shown } = open(true, [DAY]);
    await shown;
    fireEvent.click(screen.getByRole("button", { name: /^Withdraw/ }));
    fireEvent.click(screen.getByRole("button", { name: "Keep it" }));
    expect(service.count(({ method }) => method === "POST")).toBe(0);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("cannot be withdrawn where members enter nothing themselves", async () => {
    await open(false, [DAY]).shown;
    expect(screen.getAllByText("82,140")).toBeDefined();
    expect(screen.queryByRole("button", { name: /^Withdraw/ })).toBeNull();
  });
});

test("what a device says is not the member's to withdraw", async () => {
  await open(true, [{ ...DAY, sources: [WATCH] }]).shown;
  expect(screen.queryByRole("button", { name: /^Withdraw/ })).toBeNull();
});

describe("a value that is entered", () => {
  const field = (): HTMLInputElement => screen.getByLabelText("Value");
  const type = (value: string): boolean => fireEvent.change(field(), { target: { value } });
  const store = (): boolean => fireEvent.click(screen.getByRole("button", { name: "Store it" }));

  test("leaves the field at once, though the days do not come again", async () => {
    let answers = true;
    await open(true, [DAY], () => answers).shown;
    answers = false;
    type("900");
    store();
    await pass(50);
    expect(screen.getByText(/^Sat 28 Nov, steps: 900 is stored\./)).toBeDefined();
    expect(field().value).toBe("");
  });

  test("leaves what was typed since it was sent", async () => {
    await open(true, [DAY]).shown;
    type("900");
    store();
    type("950");
    await pass(50);
    expect(field().value).toBe("950");
  });

  test("is told, or the withdrawal after it, and never both", async () => {
    await open(true, [DAY]).shown;
    type("900");
    store();
    await pass(50);
    fireEvent.click(screen.getByRole("button", { name: /^Withdraw/ }));
    fireEvent.click(screen.getByRole("button", { name: "Withdraw it" }));
    await pass(50);
    expect(screen.getByText(/your value is withdrawn/)).toBeDefined();
    expect(screen.queryByText(/900 is stored/)).toBeNull();
    type("900");
    store();
    await pass(50);
    expect(screen.getByText(/900 is stored/)).toBeDefined();
    expect(screen.queryByText(/your value is withdrawn/)).toBeNull();
  });

  test("is being withdrawn: then nothing can be pressed", async () => {
    await open(true, [DAY]).shown;
    vi.stubGlobal("fetch", () => new Promise(() => undefined));
    fireEvent.click(screen.getByRole("button", { name: /^Withdraw/ }));
    fireEvent.click(screen.getByRole("button", { name: "Withdraw it" }));
    await pass(50);
    const dialog = screen.getByRole("dialog");
    for (const button of within(dialog).getAllByRole<HTMLButtonElement>("button")) expect(button.disabled).toBe(true);
    fireEvent(dialog, new Event("cancel", { cancelable: true }));
    expect(screen.getByRole("dialog")).toBeDefined();
  });
});
