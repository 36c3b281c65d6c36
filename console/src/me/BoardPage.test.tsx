import { act, cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Board, Entered } from "../api/types";
import { laterPage } from "../ui/search";
import { type Asked, pass, Service, show } from "../testing/show";
import { BoardPage } from "./BoardPage";
import { keepEntered } from "./entered";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const MEMBERS = 60;
const ADA = "m30";
const BEAT_SECONDS = 3;

/// A board that moves as the test says.
class Moving {
  version = 1;
  readonly scores = new Map(Array.from({ length: MEMBERS }, (_, index) => [`m${index + 1}`, 10_000 - 100 * index]));

  move(member: string, score: number): void {
    this.scores.set(member, score);
    this.version += 1;
  }

  private rows(): Board["rows"] {
    const sorted = [...this.scores].sort(([, one], [, other]) => other - one);
    return sorted.map(([member, score], index) => ({ rank: index + 1, member, name: member.toUpperCase(), score, days: 3 }));
  }

  answer({ query }: Asked): { body: Board; tag: string } {
    const all = this.rows();
    const page = Number(query.get("page") ?? 1);
    const size = Number(query.get("size") ?? 50);
    const place = all.findIndex(({ member }) => member === query.get("around"));
    const rows = query.has("around") ? all.slice(Math.max(0, place - 5), place + 6) : all.slice((page - 1) * size, page * size);
    const board: Board = { challenge: "warm-up", name: "Winter Warm-up", version: this.version, as_of: "2026-11-28T12:00:00Z", total: all.length, rows, poll_after_seconds: BEAT_SECONDS };
    return { body: board, tag: `"${this.version}"` };
  }
}

const isAround = ({ query }: Asked): boolean => query.has("around");
const isPage = ({ query }: Asked): boolean => query.has("page");

let moving: Moving;
let service: Service;

async function open(at = "/me/challenges/warm-up") {
  moving = new Moving();
  service = new Service((asked) => (asked.path.endsWith("/board") ? moving.answer(asked) : undefined));
  return show({
    route: "/me/challenges/$challenge",
    view: BoardPage,
    at,
    who: { tenant: "acme", role: "member", subject: ADA, name: "Ada" },
    validateSearch: (search) => ({ page: laterPage(search["page"]) }),
  });
}

function entry(value: number): Entered {
  const progress = { challenge: "warm-up", name: "Winter Warm-up", value, goal: 20_000, percent: 50, goal_reached: false, days: 3, longest_streak: 1, current_streak: 1, state: "running" as const, start: "2026-11-01", end: "2026-11-30" };
  return { member: ADA, as_of: "2026-11-28T12:00:00Z", note: "", entries: [], progress: [progress] };
}

describe("an open board", () => {
  test("is asked for on the beat that its answer names", async () => {
    await open();
    await pass(60_000);
    expect(service.count(isPage)).toBe(1 + 60 / BEAT_SECONDS);
  });

  test("asks once for what is around the member, while nothing changes", async () => {
    await open();
    await pass(120_000);
    expect(service.count(isAround)).toBe(1);
  });

  test("asks for it every ten seconds while the board changes all the time", async () => {
    await open();
    for (let second = 1; second <= 60; second += 1) {
      moving.move("m60", 1_000 + second);
      await pass(1_000);
    }
    expect(service.count(isAround)).toBe(1 + 6);
  });

  test("asks for it on each beat after an own entry, until the board has it", async () => {
    const { app } = await open();
    act(() => keepEntered(app.queries, ADA, entry(9_950)));
    await pass(4_000);
    expect(screen.getByText(/Your entry is in/)).toBeDefined();
    moving.move(ADA, 9_950);
    await pass(4_000);
    expect(screen.getByText(/^Rank 2 of 60/)).toBeDefined();
    expect(screen.queryByText(/Your entry is in/)).toBeNull();
    const before = service.count(isAround);
    await pass(8_000);
    expect(service.count(isAround)).toBe(before);
  });

  test("tells where one of the first stands by the newer rows", async () => {
    await open();
    moving.move(ADA, 10_050);
    await pass(BEAT_SECONDS * 1_000);
    expect(service.count(isAround)).toBe(1);
    expect(screen.getByText(/^Rank 1 of 60/)).toBeDefined();
  });

  test("leads through its pages, and keeps the own place in view", async () => {
    await open();
    expect(within(screen.getByRole("table", { name: "Top of the board" })).getAllByRole("row")).toHaveLength(1 + 25);
    fireEvent.click(screen.getByRole("link", { name: "Next places" }));
    await pass(50);
    const second = screen.getByRole("table", { name: "Places 26 to 50" });
    expect(within(second).getByRole("row", { name: /^30 M30 You/ })).toBeDefined();
    fireEvent.click(screen.getByRole("link", { name: "Next places" }));
    await pass(50);
    expect(within(screen.getByRole("table", { name: "Places 51 to 60" })).getAllByRole("row")).toHaveLength(1 + 10);
    expect(screen.queryByRole("link", { name: "Next places" })).toBeNull();
    expect(screen.getByText(/^Rank 30 of 60, score 7,100/)).toBeDefined();
  });

  test("reads one page only, whichever it is", async () => {
    await open("/me/challenges/warm-up?page=2");
    await pass(9_000);
    expect(service.asked.filter(isPage).map(({ query }) => query.get("page"))).toEqual(["2", "2", "2", "2"]);
  });

  test("says that there is nobody on a page behind the last", async () => {
    await open("/me/challenges/warm-up?page=9");
    expect(screen.getByText("No member is on this page")).toBeDefined();
    expect(screen.getByRole("link", { name: "Previous places" }).getAttribute("href")).toBe("/me/challenges/warm-up?page=3");
  });
});
