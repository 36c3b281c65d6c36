import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Intent, useCreation } from "./intent";
import { Problem } from "./problem";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("an intent has one key, until it is for something else", () => {
  const intent = new Intent();
  const key = intent.keyOf({ reason: "release 42" });
  expect(key).toMatch(/^"[0-9a-f-]{36}"$/);
  expect(intent.keyOf({ reason: "release 42" })).toBe(key);
  expect(intent.keyOf({ reason: "release 43" })).not.toBe(key);
});

test("two files that look the same are two intents", () => {
  const intent = new Intent();
  const body = { file_name: "march.csv", size_bytes: 4 };
  const first = new File(["a;1\n"], "march.csv");
  const key = intent.keyOf(body, first);
  expect(intent.keyOf(body, first)).toBe(key);
  expect(intent.keyOf(body, new File(["b;2\n"], "march.csv"))).not.toBe(key);
});

/// What an API with keys does: it creates one for each, and answers the second request as the first.
class Created {
  readonly keys: string[] = [];
  lost = 0;

  readonly create = (body: string, intent: Intent): Promise<string> => {
    const key = intent.keyOf(body);
    if (!this.keys.includes(key)) this.keys.push(key);
    if (this.lost === 0) return Promise.resolve(key);
    this.lost -= 1;
    return Promise.reject(Problem.ofFailure(new TypeError("the answer was lost")));
  };
}

function Create({ created }: { readonly created: Created }) {
  const creation = useCreation(created.create, () => undefined);
  return (
    <button type="button" onClick={() => creation.mutate("a redrive")}>
      Create
    </button>
  );
}

async function click(): Promise<void> {
  fireEvent.click(screen.getByRole("button"));
  await act(() => vi.advanceTimersByTimeAsync(5_000));
}

function show(): Created {
  const created = new Created();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Create created={created} />
    </QueryClientProvider>,
  );
  return created;
}

test("a double click creates one", async () => {
  const created = show();
  fireEvent.click(screen.getByRole("button"));
  await click();
  expect(created.keys).toHaveLength(1);
});

test("lost answers create one: by themselves, and when one clicks again", async () => {
  const created = show();
  created.lost = 4;
  await click();
  expect(created.lost).toBe(1);
  await click();
  expect(created.lost).toBe(0);
  expect(created.keys).toHaveLength(1);
});

test("whoever asks again for what is there gets another one", async () => {
  const created = show();
  await click();
  await click();
  expect(created.keys).toHaveLength(2);
});
