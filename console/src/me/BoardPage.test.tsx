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
  /// What the service does not answer.
  dead: (asked: Asked) => boolean = () => false;
  readonly scores = new Map(Array.from({ length: MEMBERS }, (_, index) => [`m${index + 1}`, 10_000 - 100 * index]));

  move(member: string, score: number): void {
    this.scores.set(member, score);
    this.version += 1;
  }

  private rows(): Board["rows"] {
    const sorted = [...this.scores].sort(([, one], [, other]) => other - one);
    return sorted.map(([member, score], index) => ({ rank: index + 1, member, name: member.toUpperCase(), score, days: 3 }));
  }

  answer(asked: Asked): { body: unknown; tag?: string; status?: number } {
    if (this.dead(asked)) return { body: {}, status: 503 };
    const { query } = asked;
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

async function open(at = "/me/challenges/warm-up", before: (board: Moving) => void = () => undefined) {
  moving = new Moving();
  before(moving);
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
    expect(screen.getByRole("heading", { name: "No more places" })).toBeDefined();
    expect(screen.getByRole("link", { name: "Previous places" }).getAttribute("href")).toBe("/me/challenges/warm-up?page=3");
  });

  test("is old after a minute without an answer, though what is around the member need not be asked for", async () => {
    await open();
    moving.dead = () => true;
    await pass(60_000);
    expect(screen.getByText(/^You see this as of/)).toBeDefined();
    expect(screen.queryByText(/^Live/)).toBeNull();
    expect(service.count(isAround)).toBe(1);
  });

  test("is shown, and tells where one of the first stands, though what is around does not come", async () => {
    await open("/me/challenges/warm-up", (board) => {
      board.dead = isAround;
      board.move(ADA, 10_050);
    });
    expect(screen.getByRole("table", { name: "Top of the board" })).toBeDefined();
    expect(screen.getByText(/^Rank 1 of 60/)).toBeDefined();
    expect(screen.queryByRole("table", { name: "Around you" })).toBeNull();
  });

  test("says that the place is not known, if nothing tells it", async () => {
    await open("/me/challenges/warm-up", (board) => {
      board.dead = isAround;
    });
    await pass(15_000);
    expect(screen.getByRole("table", { name: "Top of the board" })).toBeDefined();
    expect(screen.getByText("Where you stand could not be loaded")).toBeDefined();
    expect(screen.queryByText("You are not on the board yet")).toBeNull();
  });

  test("gives the focus to the heading of another page, when it is there", async () => {
    await open();
    fireEvent.click(screen.getByRole("link", { name: "Next places" }));
    await pass(50);
    expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Places 26 to 50" }));
  });

  test("keeps what it has if another page does not come, and says so in its place", async () => {
    await open();
    moving.dead = isPage;
    fireEvent.click(screen.getByRole("link", { name: "Next places" }));
    await pass(15_000);
    expect(screen.getByText("Places 26 to 50 could not be loaded")).toBeDefined();
    expect(screen.getByText(/^Rank 30 of 60/)).toBeDefined();
    expect(screen.getByRole("table", { name: "Around you" })).toBeDefined();
    fireEvent.click(screen.getByRole("link", { name: "Previous places" }));
    await pass(50);
    expect(screen.getByRole("table", { name: "Top of the board" })).toBeDefined();
  });

  test("tells where the member stands by the newer rows of a later page", async () => {
    await open("/me/challenges/warm-up?page=2");
    moving.move(ADA, 7_350);
    await pass(BEAT_SECONDS * 1_000);
    expect(service.count(isAround)).toBe(1);
    expect(screen.getByText(/^Rank 28 of 60, score 7,350/)).toBeDefined();
  });

  test("says that a withdrawal comes, and not an entry", async () => {
    const { app } = await open();
    const withdrawn = { date: "2026-11-28", metric: "steps", source: "manual", outcome: "accepted", recorded_at: "2026-11-28T12:00:00Z", counts: false, day: { sources: [], why: "no-value" } } as Entered["entries"][number];
    act(() => keepEntered(app.queries, ADA, { ...entry(50), entries: [withdrawn] }));
    await pass(2_000);
    expect(screen.getByText("Your value is withdrawn: 50 of 20,000.")).toBeDefined();
    expect(screen.queryByText(/Your entry is in/)).toBeNull();
  });
});
