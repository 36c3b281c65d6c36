import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Board } from "../../api/types";
import { pass, Service, show } from "../../testing/show";
import { ChallengePage } from "./ChallengePage";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const CHALLENGE = {
  id: "warm-up",
  name: "Winter Warm-up",
  period: { start: "2026-11-01", end: "2026-12-12" },
  rule: { type: "total", metric: "steps" },
  sources: { count: "highest" },
  goal: 300_000,
  grace_days: 3,
  ranking: "standard",
  rewards: [],
  version: 7,
};
const BOARD: Board = { challenge: "warm-up", name: "Winter Warm-up", version: 3, total: 1, rows: [{ rank: 1, member: "ada", name: "Ada", score: 100, days: 1 }], poll_after_seconds: 4 };

async function open(board: Board, later = (): Board => board): Promise<Service> {
  const service = new Service(({ path, method }) => {
    if (method === "POST") return { body: {} };
    if (path === "/challenges/warm-up") return { body: CHALLENGE };
    return path === "/challenges/warm-up/board" ? { body: later() } : undefined;
  });
  await show({ route: "/admin/challenges/$challenge", view: ChallengePage, at: "/admin/challenges/warm-up", who: { tenant: "acme", role: "admin", subject: "petra", name: "Petra" } });
  return service;
}

test("the board is asked for on the beat that its answer names", async () => {
  const service = await open(BOARD);
  await pass(12_000);
  expect(service.count(({ path }) => path.endsWith("/board"))).toBe(4);
});

test("files that the board does not have yet are named, and lead to their uploads", async () => {
  await open({ ...BOARD, uploads_under_way: [{ upload: "01a2", file_name: "steps.csv", state: "storing" }] });
  expect(screen.getByText(/^1 file is on the way/)).toBeDefined();
  expect(screen.getByRole("link", { name: "steps.csv" }).getAttribute("href")).toBe("/admin/uploads/01a2");
  expect(screen.getByText(/is being stored/)).toBeDefined();
});

test("a recalculation tells how far it is", async () => {
  await open({ ...BOARD, recalculation: { started_at: "2026-11-28T12:00:00Z", parts_done: 3, parts: 8 } });
  expect(screen.getByText("All scores are being recalculated: 3 of 8 parts done. The board follows.")).toBeDefined();
});

test("a board that has all of it has no note", async () => {
  await open(BOARD);
  expect(screen.getByText("Ada")).toBeDefined();
  expect(document.querySelector(".note")).toBeNull();
});

test("that a recalculation was ordered is told until the board tells of it", async () => {
  let recalculation: Board["recalculation"];
  await open(BOARD, () => (recalculation === undefined ? BOARD : { ...BOARD, recalculation }));
  fireEvent.click(screen.getByRole("button", { name: "Recalculate" }));
  fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Recalculate" }));
  await pass(50);
  const notes = (): number => document.querySelectorAll(".note").length;
  expect(notes()).toBe(1);
  recalculation = { started_at: "2026-11-28T12:00:00Z", parts_done: 3, parts: 8 };
  await pass(4_000);
  expect(screen.getByText(/^All scores are being recalculated/)).toBeDefined();
  expect(notes()).toBe(1);
  recalculation = undefined;
  await pass(4_000);
  expect(notes()).toBe(0);
});
