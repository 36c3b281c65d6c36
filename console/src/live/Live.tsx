import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { t } from "../texts";
import { span, clockTime } from "../ui/format";
import { Icon } from "../ui/Icon";
import { Note } from "../ui/Note";
import { useNow } from "./useNow";

/// How often views ask again.
export const BEAT_MILLIS = { live: 2_000, list: 10_000 } as const;

/// From when on an answer counts as late, and as old.
const LATE_MILLIS = 10_000;
const OLD_MILLIS = 30_000;

interface LiveClock {
  /// Since when the view holds still.
  readonly heldAt: number | undefined;
  readonly hold: (still: boolean) => void;
  /// When the last answer came, of the reads that are on the clock.
  readonly cameAt: number | undefined;
  readonly arrived: (at: number) => void;
  /// How often the view asks; undefined while nothing on it is live.
  readonly beatMillis: number | undefined;
  readonly beats: (millis: number | undefined) => void;
}

const LiveContext = createContext<LiveClock | undefined>(undefined);

/// One clock for each view. The shell makes it; `useLive` uses it.
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const [heldAt, setHeldAt] = useState<number>();
  const [cameAt, setCameAt] = useState<number>();
  const [beatMillis, beats] = useState<number>();
  const arrived = useCallback((at: number) => setCameAt((before) => Math.max(before ?? 0, at)), []);
  const hold = useCallback((still: boolean) => setHeldAt(still ? Date.now() : undefined), []);
  const clock = useMemo(
    () => ({ heldAt, hold, cameAt, arrived, beatMillis, beats }),
    [heldAt, hold, cameAt, arrived, beatMillis],
  );
  return <LiveContext value={clock}>{children}</LiveContext>;
}

function useLiveClock(): LiveClock {
  const clock = useContext(LiveContext);
  if (clock === undefined) throw new Error("outside of a view");
  return clock;
}

export interface LiveRead<T> {
  readonly key: readonly unknown[];
  readonly read: (signal: AbortSignal) => Promise<T>;
  /// How often to ask again, given what came last. Undefined: nothing changes any more.
  readonly every: (value: T | undefined) => number | undefined;
}

/// A value that is asked for again and again: not while the tab is hidden or the view is held, and
/// at once when they go on. The answer stays when later ones fail.
export function useLive<T>({ key, read, every }: LiveRead<T>): UseQueryResult<T> {
  const { heldAt, arrived, beats } = useLiveClock();
  const query = useQuery<T>({
    queryKey: key,
    queryFn: ({ signal }) => read(signal),
    enabled: heldAt === undefined,
    refetchInterval: ({ state }) => (heldAt === undefined ? (every(state.data) ?? false) : false),
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: "always",
    staleTime: 0,
  });
  const { dataUpdatedAt, data } = query;
  const beat = every(data);
  useEffect(() => {
    if (dataUpdatedAt > 0) arrived(dataUpdatedAt);
  }, [dataUpdatedAt, arrived]);
  useEffect(() => {
    beats(beat);
    return () => beats(undefined);
  }, [beat, beats]);
  return query;
}

/// How late an answer may be depends on how often the view asks.
function lateness(age: number, beatMillis: number): "live" | "late" | "old" {
  const slack = Math.max(0, beatMillis - BEAT_MILLIS.live);
  if (age > OLD_MILLIS + slack) return "old";
  return age > LATE_MILLIS + slack ? "late" : "live";
}

function useAge(): { age: number; is: "live" | "late" | "old" | "none" } {
  const { cameAt, beatMillis, heldAt } = useLiveClock();
  const age = useNow() - (cameAt ?? 0);
  if (cameAt === undefined || beatMillis === undefined || heldAt !== undefined) return { age: 0, is: "none" };
  return { age: Math.max(0, age), is: lateness(age, beatMillis) };
}

/// In the top bar: whether what one sees is live, and the button that holds it still.
export function LiveAge() {
  const { heldAt, hold, beatMillis } = useLiveClock();
  const { age, is } = useAge();
  if (beatMillis === undefined && heldAt === undefined) return null;
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
  const { cameAt } = useLiveClock();
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
export function useHoldKey(): void {
  const { heldAt, hold, beatMillis } = useLiveClock();
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const free = event.target === document.body || (event.target as HTMLElement).tagName === "H1";
      if (event.key !== " " || !free || (beatMillis === undefined && heldAt === undefined)) return;
      event.preventDefault();
      hold(heldAt === undefined);
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [heldAt, hold, beatMillis]);
}
