import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Pending } from "./states";

afterEach(cleanup);

const again = (): void => undefined;
const LOADING = { data: undefined, error: null, errorUpdatedAt: 0, refetch: again };
const FAILED = { ...LOADING, error: new Error("It broke."), errorUpdatedAt: 1_000 };
/// What failed is asked for again.
const RETRIED = { ...FAILED, error: null };

const isLoading = (): boolean => screen.queryByRole("status", { name: "Loading: The board" }) !== null;
const isFailed = (): boolean => screen.queryByText("The board could not be loaded") !== null;

test("a failure stays while the same is asked for again", () => {
  const { rerender } = render(<Pending of={LOADING} what="The board" />);
  expect([isLoading(), isFailed()]).toEqual([true, false]);
  rerender(<Pending of={FAILED} what="The board" />);
  expect([isLoading(), isFailed()]).toEqual([false, true]);
  rerender(<Pending of={RETRIED} what="The board" />);
  expect([isLoading(), isFailed()]).toEqual([false, true]);
  expect(screen.getByText(/It broke\./)).toBeDefined();
});

test("something else that is asked for has not failed", () => {
  const { rerender } = render(<Pending of={FAILED} what="The board" />);
  rerender(<Pending of={LOADING} what="The board" />);
  expect([isLoading(), isFailed()]).toEqual([true, false]);
});
