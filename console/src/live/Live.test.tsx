import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { type ReactNode, useRef } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Problem } from "../api/problem";
import { BEAT_MILLIS, LiveAge, LiveProvider, useLive } from "./Live";

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

interface ReadProps {
  readonly name: string;
  readonly read: () => Promise<unknown>;
  readonly beatMillis: number | undefined;
}

/// What came last, and how often it was drawn.
function Read({ name, read, beatMillis }: ReadProps) {
  const drawn = useRef(0);
  const { data } = useLive({ key: [name], read, every: () => beatMillis });
  return (
    <p>
      {/* eslint-disable-next-line react-hooks/refs */}
      {name}: {JSON.stringify(data)}, drawn {(drawn.current += 1)}
    </p>
  );
}

async function show(reads: ReactNode) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });
  const view = (children: ReactNode) => (
    <QueryClientProvider client={queries}>
      <LiveProvider>
        <LiveAge />
        {children}
      </LiveProvider>
    </QueryClientProvider>
  );
  const shown = render(view(reads));
  await pass(0);
  return (later: ReactNode): void => shown.rerender(view(later));
}

async function pass(millis: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(millis));
}

describe("a live view", () => {
  test("asks on each beat, and draws nothing anew while the answer stays the same", async () => {
    const read = vi.fn(() => Promise.resolve({ rows: 7 }));
    await show(<Read name="board" read={read} beatMillis={BEAT_MILLIS.live} />);
    const before = screen.getByText(/^board/).textContent;
    expect(before).toContain('{"rows":7}');
    await pass(5 * BEAT_MILLIS.live);
    expect(read).toHaveBeenCalledTimes(6);
    expect(screen.getByText(/^board/).textContent).toBe(before);
  });

  test("stays live while one of its reads goes on, and another has come to its end", async () => {
    const read = () => Promise.resolve(1);
    await show([
      <Read key="upload" name="upload" read={read} beatMillis={BEAT_MILLIS.live} />,
      <Read key="visible" name="visible" read={read} beatMillis={undefined} />,
    ]);
    expect(screen.getByText(/^Live/)).toBeDefined();
  });

  test("loads what it has not loaded yet also while it is held, and then asks no more", async () => {
    const first = vi.fn(() => Promise.resolve(1));
    const second = vi.fn(() => Promise.resolve(2));
    const rerender = await show(<Read name="all" read={first} beatMillis={BEAT_MILLIS.list} />);
    fireEvent.click(screen.getByRole("button", { name: "Hold still" }));
    rerender(<Read name="some" read={second} beatMillis={BEAT_MILLIS.list} />);
    await pass(3 * BEAT_MILLIS.list);
    expect(screen.getByText(/^some: 2/)).toBeDefined();
    expect(first).toHaveBeenCalledTimes(1);
    expect(second).toHaveBeenCalledTimes(1);
  });

  test.each([
    ["what does not exist", 404, 1],
    ["a service that is down", 503, 6],
  ])("asks for %s as often as is of use", async (_, status, times) => {
    const read = vi.fn(() => Promise.reject(Problem.of(status, undefined)));
    await show(<Read name="upload" read={read} beatMillis={BEAT_MILLIS.live} />);
    await pass(5 * BEAT_MILLIS.live);
    expect(read).toHaveBeenCalledTimes(times);
  });

  test("asks no more when nobody is signed in, and keeps what it has", async () => {
    const read = vi.fn<() => Promise<number>>().mockResolvedValueOnce(1);
    read.mockRejectedValue(Problem.of(401, undefined));
    await show(<Read name="upload" read={read} beatMillis={BEAT_MILLIS.live} />);
    await pass(5 * BEAT_MILLIS.live);
    expect(read).toHaveBeenCalledTimes(2);
    expect(screen.getByText(/^upload: 1/)).toBeDefined();
  });
});
