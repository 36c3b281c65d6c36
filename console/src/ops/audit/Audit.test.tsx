import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Service, show } from "../../testing/show";
import { Audit } from "./Audit";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a page behind the last action says so, and claims to have looked at none", async () => {
  new Service(({ path }) => (path === "/audit" ? { body: { lines: [] } } : undefined));
  await show({ route: "/ops/audit", view: Audit, at: "/ops/audit?cursor=0~abc", who: { tenant: "ops", role: "operator", subject: "t.okafor", name: "T" } });
  expect(screen.getByText("No older actions in this period")).toBeDefined();
  expect(screen.getByText("Who did what, and why.")).toBeDefined();
  expect(screen.getByRole("link", { name: "Newest" })).toBeDefined();
});
