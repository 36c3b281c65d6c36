import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Intent, useCreation, type Wanted } from "./intent";
import { Problem } from "./problem";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("an intent has one key, until it is for something else", () => {
  const intent = new Intent();
  const { key } = intent.want({ reason: "release 42" });
  expect(key).toMatch(/^"[0-9a-f-]{36}"$/);
  expect(intent.want({ reason: "release 42" }).key).toBe(key);
  expect(intent.want({ reason: "release 43" }).key).not.toBe(key);
});

test("two files that look the same are two intents", () => {
  const intent = new Intent();
  const body = { file_name: "march.csv", size_bytes: 4 };
  const first = new File(["a;1\n"], "march.csv");
  const { key } = intent.want(body, first);
  expect(intent.want(body, first).key).toBe(key);
  expect(intent.want(body, new File(["b;2\n"], "march.csv")).key).not.toBe(key);
});

/// What an API with keys does: it creates one for each, and answers the second request as the first.
class Created {
  readonly keys: string[] = [];
  readonly bodies: string[] = [];
  lost = 0;

  readonly create = ({ body, key }: Wanted<string>): Promise<string> => {
    if (!this.keys.includes(key)) this.keys.push(key);
    this.bodies.push(body);
    if (this.lost === 0) return Promise.resolve(key);
    this.lost -= 1;
    return Promise.reject(Problem.ofFailure(new TypeError("the answer was lost")));
  };
}

function Create({ created }: { readonly created: Created }) {
  const [reason, setReason] = useState("a redrive");
  const creation = useCreation(created.create, () => undefined);
  return (
    <>
      <input value={reason} onChange={(event) => setReason(event.target.value)} />
      <button type="button" onClick={() => creation.mutate(reason)}>
        Create
      </button>
    </>
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

test("a double click whose first answer is lost creates one", async () => {
  const created = show();
  created.lost = 1;
  fireEvent.click(screen.getByRole("button"));
  await click();
  expect(created.lost).toBe(0);
  expect(created.bodies).toHaveLength(3);
  expect(created.keys).toHaveLength(1);
});

test("what is sent again is what stood there at the click", async () => {
  const created = show();
  created.lost = 1;
  fireEvent.click(screen.getByRole("button"));
  fireEvent.change(screen.getByRole("textbox"), { target: { value: "another one" } });
  await act(() => vi.advanceTimersByTimeAsync(5_000));
  expect(created.bodies).toEqual(["a redrive", "a redrive"]);
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
