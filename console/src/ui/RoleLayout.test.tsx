import { cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Role } from "../signin/identity";
import { Service, show } from "../testing/show";
import { OnlyFor } from "./RoleLayout";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const MANAGERS: readonly Role[] = ["admin", "operator"];

function open(role: Role) {
  new Service(() => undefined);
  const view = () => <OnlyFor roles={MANAGERS}>A form</OnlyFor>;
  return show({ route: "/admin/challenges/new", view, at: "/admin/challenges/new", who: { tenant: "acme", role, subject: "vera", name: "Vera" } });
}

test("a form is shown to those who may send it", async () => {
  await open("operator");
  expect(screen.getByText("A form")).toBeDefined();
});

test("others are told whom it is for", async () => {
  await open("viewer");
  expect(screen.queryByText("A form")).toBeNull();
  expect(screen.getByRole("heading", { name: "This page is for administrators and operators" })).toBeDefined();
});
