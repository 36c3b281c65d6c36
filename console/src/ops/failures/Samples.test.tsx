import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Failure, FailureGroup } from "../../api/types";
import { pass, Service, show } from "../../testing/show";
import { Samples } from "./Samples";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const FAILURE: Partial<Failure> = {
  failure: "01a2",
  group: "g1",
  state: "open",
  origin: "queue:ProgressLiveQueue",
  reason: "the rows are gone",
  members: 0,
  receive_count: 1,
  redrives: 0,
  last_seen: "2026-11-28T11:00:00Z",
  expires_at: "2026-12-12T11:00:00Z",
};
const GROUP = { group: "g1", tenants: ["acme"] } as unknown as FailureGroup;

test("a correction that somebody types stays when its failure leaves the list", async () => {
  let failures = [FAILURE];
  new Service(({ path }) => {
    if (path === "/failures") return { body: { failures } };
    return path === "/failures/01a2" ? { body: { ...FAILURE, body: '{"steps":1}' } } : undefined;
  });
  const view = () => <Samples group={GROUP} />;
  await show({ route: "/ops/failures/$group", view, at: "/ops/failures/g1", who: { tenant: "ops", role: "operator", subject: "t.okafor", name: "T" } });
  fireEvent.click(screen.getByRole("button", { name: "Message" }));
  await pass(50);
  fireEvent.click(screen.getByRole("button", { name: "Correct and redrive" }));
  const message = (): HTMLTextAreaElement => within(screen.getByRole("dialog")).getByLabelText("Message");
  fireEvent.change(message(), { target: { value: '{"steps":2}' } });
  failures = [];
  await pass(20_000);
  expect(screen.queryByText(/The rows are gone/)).toBeNull();
  expect(message().value).toBe('{"steps":2}');
});
