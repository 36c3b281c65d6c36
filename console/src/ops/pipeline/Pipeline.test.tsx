import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pass, Service, show } from "../../testing/show";
import { Pipeline } from "./Pipeline";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const FLOW = { as_of: "2026-11-28T12:00:00Z", mappings: [], functions: [], poll_after_seconds: 2 };

test("the pipeline stays in view while the list of failures, which did not come, is asked for again", async () => {
  let hangs = false;
  const service = new Service(({ path }) => {
    if (path === "/operations/flow") return { body: FLOW };
    return hangs ? new Promise<never>(() => undefined) : { body: {}, status: 503 };
  });
  await show({ route: "/ops", view: Pipeline, at: "/ops", who: { tenant: "ops", role: "operator", subject: "t.okafor", name: "T" } });
  await pass(9_000);
  const isShown = (): boolean => screen.queryByText("Whether failures are open is not known.") !== null;
  expect(isShown()).toBe(true);
  hangs = true;
  const before = service.count(({ path }) => path === "/failure-groups");
  await pass(20_000);
  expect(service.count(({ path }) => path === "/failure-groups")).toBe(before + 1);
  expect(isShown()).toBe(true);
});
