import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useId, useMemo, useState } from "react";
import { Problem } from "../api/problem";
import type { Read } from "../api/reads";
import { t } from "../texts";
import { span, clockTime } from "../ui/format";
import { Icon } from "../ui/Icon";
import { singleKeysAct } from "../ui/shortcuts";
import { Note } from "../ui/Note";
import { useNow } from "./useNow";

/// How often views ask again.
export const BEAT_MILLIS = { live: 2_000, list: 10_000, slow: 60_000 } as const;

/// The beat that an answer names itself.
export function beatOf(answer: { readonly poll_after_seconds: number } | undefined): number {
  return answer === undefined ? BEAT_MILLIS.live : answer.poll_after_seconds * 1_000;
}

/// From when on an answer counts as late, and as old.
const LATE_MILLIS = 10_000;
const OLD_MILLIS = 30_000;

interface LiveClock {
  /// Since when the view holds still.
  readonly heldAt: number | undefined;
  readonly hold: (still: boolean) => void;
  readonly arrived: (at: number) => void;
  /// How often a read asks; undefined when nothing in it changes any more.
  readonly beats: (read: string, millis: number | undefined) => void;
}

/// Of all reads of a view together. It is apart from the clock, so that an answer that brings
/// nothing new draws only the age anew, and not the view.
interface LiveState {
  /// When the last answer came.
  readonly cameAt: number | undefined;
  /// How often the fastest read asks; undefined while nothing is live.
  readonly beatMillis: number | undefined;
}

const LiveContext = createContext<LiveClock | undefined>(undefined);
const LiveStateContext = createContext<LiveState>({ cameAt: undefined, beatMillis: undefined });

/// One clock for each view. The shell makes it; `useLive` uses it.
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const [heldAt, setHeldAt] = useState<number>();
  const [cameAt, setCameAt] = useState<number>();
  const [beatOf, setBeatOf] = useState<ReadonlyMap<string, number>>(new Map());
  const arrived = useCallback((at: number) => setCameAt((before) => Math.max(before ?? 0, at)), []);
  const hold = useCallback((still: boolean) => setHeldAt(still ? Date.now() : undefined), []);
  const beats = useCallback((read: string, millis: number | undefined) => {
    setBeatOf((before) => {
      if (before.get(read) === millis) return before;
      const after = new Map(before);
      if (millis === undefined) after.delete(read);
      else after.set(read, millis);
      return after;
    });
  }, []);
  const clock = useMemo(() => ({ heldAt, hold, arrived, beats }), [heldAt, hold, arrived, beats]);
  const beatMillis = beatOf.size === 0 ? undefined : Math.min(...beatOf.values());
  const state = useMemo(() => ({ cameAt, beatMillis }), [cameAt, beatMillis]);
  return (
    <LiveContext value={clock}>
      <LiveStateContext value={state}>{children}</LiveStateContext>
    </LiveContext>
  );
}

function useLiveClock(): LiveClock {
  const clock = useContext(LiveContext);
  if (clock === undefined) throw new Error("outside of a view");
  return clock;
}

interface LiveRead<T> extends Read<T> {
  /// How often to ask again, given what came last. Undefined: nothing changes any more.
  readonly every: (value: T | undefined) => number | undefined;
  /// Whether what is known is still right, so that the service is not asked. It is no answer: nobody
  /// learns from it whether the service is there.
  readonly isStill?: (known: T) => boolean;
}

/// Whether to ask again is of no use: nobody is signed in, or there is no such thing.
function isFinal(failure: Error | null, loaded: boolean): boolean {
  return failure instanceof Problem && (failure.status === 401 || (!loaded && !failure.passing));
}

/// A value that is asked for again and again: not while the tab is hidden or the view is held, and
/// at once when they go on. The answer stays when later ones fail. What a held view has not loaded
/// yet is loaded all the same.
export function useLive<T>({ key, read, every, isStill }: LiveRead<T>): UseQueryResult<T> {
  const { heldAt, arrived, beats } = useLiveClock();
  const queries = useQueryClient();
  const id = useId();
  const query = useQuery<T>({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const known = queries.getQueryData<T>(key);
      if (known !== undefined && isStill?.(known) === true) return known;
      const value = await read(signal);
      arrived(Date.now());
      return value;
    },
    enabled: ({ state }) => heldAt === undefined || state.data === undefined,
    refetchInterval: ({ state }) =>
      heldAt !== undefined || isFinal(state.error, state.data !== undefined) ? false : (every(state.data) ?? false),
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: "always",
    staleTime: 0,
  });
  const beat = every(query.data);
  const hash = JSON.stringify(key);
  useEffect(() => {
    // What an earlier view has loaded is as old as it is.
    const cached = queries.getQueryState(JSON.parse(hash) as readonly unknown[])?.dataUpdatedAt ?? 0;
    if (cached > 0) arrived(cached);
  }, [hash, queries, arrived]);
  useEffect(() => {
    beats(id, beat);
    return () => beats(id, undefined);
  }, [id, beat, beats]);
  return query;
}

/// How late an answer may be depends on how often the view asks.
function lateness(age: number, beatMillis: number): "live" | "late" | "old" {
  const slack = Math.max(0, beatMillis - BEAT_MILLIS.live);
  if (age > OLD_MILLIS + slack) return "old";
  return age > LATE_MILLIS + slack ? "late" : "live";
}

function useAge(): { age: number; is: "live" | "late" | "old" | "none" } {
  const { heldAt } = useLiveClock();
  const { cameAt, beatMillis } = useContext(LiveStateContext);
  const age = useNow() - (cameAt ?? 0);
  if (cameAt === undefined || beatMillis === undefined || heldAt !== undefined) return { age: 0, is: "none" };
  return { age: Math.max(0, age), is: lateness(age, beatMillis) };
}

/// In the top bar: whether what one sees is live, and the button that holds it still.
export function LiveAge() {
  const { heldAt, hold } = useLiveClock();
  const { cameAt, beatMillis } = useContext(LiveStateContext);
  const { age, is } = useAge();
  useHoldKey();
  if (heldAt === undefined && (beatMillis === undefined || cameAt === undefined)) return null;
  const held = heldAt !== undefined;
  const state = held ? "held" : is === "live" || is === "none" ? "" : "late";
  const words = held ? t.live.held(clockTime(heldAt)) : state === "late" ? t.live.late(span(age)) : t.live.live;
  return (
    <span className={`live ${state}`}>
      <i />
      {words}
      <button type="button" className="btn ghost s" onClick={() => hold(!held)} aria-pressed={held}>
        <Icon name={held ? "play" : "pause"} />
        {held ? t.live.go : t.live.hold}
      </button>
    </span>
  );
}

/// Above a view whose answers stopped coming. What was loaded stays readable.
export function OldBanner() {
  const { cameAt } = useContext(LiveStateContext);
  const { is } = useAge();
  const queries = useQueryClient();
  if (is !== "old" || cameAt === undefined) return null;
  return (
    <Note kind="warn" title={t.states.old(clockTime(cameAt))}>
      {t.states.oldWhy}
      <div className="row">
        <button type="button" className="btn s" onClick={() => void queries.refetchQueries({ type: "active" })}>
          {t.actions.now}
        </button>
      </div>
    </Note>
  );
}

/// Space holds the view still, unless something else takes the key.
function useHoldKey(): void {
  const { heldAt, hold } = useLiveClock();
  const { beatMillis } = useContext(LiveStateContext);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const free = event.target === document.body || (event.target as HTMLElement).tagName === "H1";
      if (event.key !== " " || !free || !singleKeysAct() || (beatMillis === undefined && heldAt === undefined)) return;
      event.preventDefault();
      hold(heldAt === undefined);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [heldAt, hold, beatMillis]);
}
