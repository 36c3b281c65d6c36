import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Asked, pass, Service, show } from "../../testing/show";
import { EditChallenge, NewChallenge } from "./ChallengeForm";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const PETRA = { tenant: "acme", role: "admin", subject: "petra", name: "Petra" } as const;
const SETTINGS = { metrics: [{ id: "steps", unit: "steps", daily_max: 100_000, decimals: 0 }], sources: { count: "sum" }, own_entries: true, time_zone: "Europe/Berlin" };
const STORED = {
  id: "warm-up",
  name: "Winter Warm-up",
  period: { start: "2026-11-01", end: "2026-12-12" },
  rule: { type: "total", metric: "steps" },
  sources: { count: "priority", priority: ["hr", "garmin"] },
  goal: 300_000,
  grace_days: 3,
  ranking: "standard",
  rewards: [],
  version: 7,
};

function answer({ path, method }: Asked): { body: unknown; tag?: string } | undefined {
  if (path === "/settings") return { body: SETTINGS };
  return path === "/challenges/warm-up" ? { body: STORED, ...(method === "GET" ? { tag: '"7"' } : {}) } : undefined;
}

function openNew() {
  const service = new Service(answer);
  return { service, shown: show({ route: "/admin/challenges/new", view: NewChallenge, at: "/admin/challenges/new", who: PETRA }) };
}

const turnTo = (as: "YAML" | "Form"): boolean => fireEvent.click(screen.getByRole("button", { name: as }));
const yaml = (): HTMLTextAreaElement => screen.getByRole("textbox", { name: "YAML" });
const fill = (label: string, value: string): boolean => fireEvent.change(screen.getByLabelText(label), { target: { value } });

test("a new challenge in YAML says nothing of sources, so that the settings decide", async () => {
  const { service, shown } = openNew();
  await shown;
  fill("Name", "Winter Warm-up");
  fill("Id", "spring");
  fill("First day", "2026-11-01");
  fill("Last day", "2026-12-12");
  fill("Goal", "300,000");
  turnTo("YAML");
  expect(yaml().value).toContain("id: spring\n");
  expect(yaml().value).not.toContain("sources");
  fireEvent.click(screen.getByRole("button", { name: "Create the challenge" }));
  await pass(50);
  const [sent] = service.asked.filter(({ method }) => method === "PUT");
  expect(sent?.path).toBe("/challenges/spring");
  expect(sent?.headers.get("Content-Type")).toBe("application/yaml");
  expect(sent?.body).toBe(
    [
      "id: spring",
      "name: Winter Warm-up",
      'period: {start: "2026-11-01", end: "2026-12-12"}',
      "rule: {type: total, metric: steps}",
      "goal: 300000",
      "grace_days: 3",
      "ranking: standard",
      "rewards: [{percent: 100, points: 100}]",
      "",
    ].join("\n"),
  );
});

test("the YAML of a challenge has the sources that it has", async () => {
  new Service(answer);
  await show({ route: "/admin/challenges/$challenge/edit", view: EditChallenge, at: "/admin/challenges/warm-up/edit", who: PETRA });
  turnTo("YAML");
  expect(yaml().value).toContain("sources: {count: priority, priority: [hr, garmin]}\n");
});

test("what was changed in the YAML is not dropped without asking", async () => {
  await openNew().shown;
  turnTo("YAML");
  fireEvent.change(yaml(), { target: { value: "id: spring\n" } });
  turnTo("Form");
  const dialog = screen.getByRole("dialog", { name: "Go back to the form?" });
  fireEvent.click(within(dialog).getByRole("button", { name: "Stay with the YAML" }));
  expect(yaml().value).toBe("id: spring\n");
  turnTo("Form");
  fireEvent.click(screen.getByRole("button", { name: "Drop the changes" }));
  expect(screen.getByLabelText("Goal")).toBeDefined();
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("YAML that nobody changed goes back into the form at once", async () => {
  await openNew().shown;
  turnTo("YAML");
  turnTo("Form");
  expect(screen.getByLabelText("Goal")).toBeDefined();
});

test("YAML without an id is not sent, and it is said what is missing", async () => {
  const { service, shown } = openNew();
  await shown;
  turnTo("YAML");
  fireEvent.click(screen.getByRole("button", { name: "Create the challenge" }));
  await pass(50);
  expect(service.count(({ method }) => method === "PUT")).toBe(0);
  expect(screen.getByText(/^Give the challenge an id/)).toBeDefined();
});

test.each(["Form", "YAML"] as const)("a new challenge does not change one that has its id (%s)", async (as) => {
  const { service, shown } = openNew();
  await shown;
  fill("Name", "Another");
  fill("Id", "warm-up");
  fill("First day", "2026-11-01");
  fill("Last day", "2026-12-12");
  fill("Goal", "300,000");
  turnTo(as);
  fireEvent.click(screen.getByRole("button", { name: "Create the challenge" }));
  await pass(50);
  expect(service.count(({ method }) => method === "PUT")).toBe(0);
  expect(screen.getByText(/^A challenge with this id exists already/)).toBeDefined();
  const field = as === "YAML" ? yaml() : screen.getByLabelText<HTMLInputElement>("Id");
  expect(document.activeElement).toBe(field);
  fireEvent.change(field, { target: { value: as === "YAML" ? field.value.replace("warm-up", "spring") : "spring" } });
  expect(screen.queryByText(/^A challenge with this id/)).toBeNull();
});
