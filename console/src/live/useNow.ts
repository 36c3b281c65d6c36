import { useSyncExternalStore } from "react";

const TICK_MILLIS = 1_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, TICK_MILLIS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/// The time by this computer's clock, moved on once a second for all who look at it.
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => (timer === undefined ? (now = Date.now()) : now));
}
