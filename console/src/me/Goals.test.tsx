import { act, cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Progress } from "../api/types";
import { type Asked, pass, Service, show } from "../testing/show";
import { keepEntered } from "./entered";
import { Goals } from "./Goals";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const CHALLENGES = ["steps", "floors", "distance"];

function progress(challenge: string, value: number): Progress {
  return { challenge, name: challenge, value, goal: 100, percent: value, goal_reached: false, days: 1, longest_streak: 1, current_streak: 1, state: "running", start: "2026-11-01", end: "2026-11-30" };
}

function answer({ path }: Asked): { body: unknown } | undefined {
  if (path === "/members/ada/progress") return { body: { member: "ada", as_of: "2026-11-28T12:00:00Z", challenges: CHALLENGES.map((each) => progress(each, 10)) } };
  if (path === "/members/ada/rewards") return { body: { member: "ada", points: 0, challenges: [] } };
  const [, challenge] = /^\/challenges\/(\w+)\/board$/.exec(path) ?? [];
  if (challenge === undefined) return undefined;
  return { body: { challenge, name: challenge, version: 1, total: 5, rows: [{ rank: 2, member: "ada", name: "Ada", score: 10, days: 1 }], poll_after_seconds: 2 } };
}

async function open() {
  const service = new Service(answer);
  const { app } = await show({ route: "/me", view: Goals, at: "/me", who: { tenant: "acme", role: "member", subject: "ada", name: "Ada" } });
  expect(screen.getAllByText("2 of 5")).toHaveLength(CHALLENGES.length);
  return { service, app };
}

test("open challenges are asked for once a minute", async () => {
  const { service } = await open();
  await pass(5 * 60_000);
  // Progress and rewards, and the rank in each challenge.
  expect(service.asked).toHaveLength((1 + 5) * (2 + CHALLENGES.length));
});

test("after an own entry they are asked for sooner, until its effect is stored", async () => {
  const { service, app } = await open();
  act(() => keepEntered(app.queries, "ada", { member: "ada", as_of: "2026-11-28T12:00:00Z", note: "", entries: [], progress: [progress("steps", 60)] }));
  await pass(14_000);
  expect(screen.getByText("60 of 100")).toBeDefined();
  expect(service.count(({ path }) => path.endsWith("/progress"))).toBe(2);
});
